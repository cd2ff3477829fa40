/**
 * The HTTP door beside the WebSocket's: health, metrics, and the control API, by which a test in
 * another process or language does what one in this JVM does by calls.
 *
 * <pre>
 * request ──▶ doorkeeper: may it come in? ──▶ route ──▶ resource ──▶ server, market, journal
 *                                                          │
 *                                 records as JSON ◀────────┘   (and back, for the client in Java)
 * </pre>
 *
 * <p>Start at {@link io.fakepolygon.control.ControlApi}; {@code openapi.json} beside it describes
 * all of it. {@link io.fakepolygon.control.ControlClient} is the other end of the line.
 */
@NullMarked
package io.fakepolygon.control;

import org.jspecify.annotations.NullMarked;
