/**
 * The HTTP door beside the WebSocket's: health, metrics, the control API, by which a test in
 * another process or language does what one in this JVM does by calls, and the live page, which
 * shows all of it in a browser.
 *
 * <pre>
 * request ──▶ doorkeeper: may it come in? ──▶ route ──▶ resource ──▶ server, market, journal
 *                                                          │
 *                                 records as JSON ◀────────┘   (and back, for the client in Java)
 * </pre>
 *
 * <p>The page's files are in {@code page} beside {@code openapi.json}; they are served as they are
 * written, and {@code live.js} is where to begin.
 *
 * <p>Start at {@link io.fakepolygon.control.ControlApi}; {@code openapi.json} beside it describes
 * all of it. {@link io.fakepolygon.control.ControlClient} is the other end of the line.
 */
@NullMarked
package io.fakepolygon.control;

import org.jspecify.annotations.NullMarked;
