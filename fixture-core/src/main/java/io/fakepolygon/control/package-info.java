/**
 * The HTTP door beside the WebSocket: what operators and test drivers in any language ask of a
 * running server.
 *
 * <pre>
 * a request ─▶ route ─▶ what the server knows ─▶ JSON, or Prometheus text
 * </pre>
 *
 * <p>{@link io.fakepolygon.control.Metrics} writes the text. Nothing here knows WebSocket frames.
 */
@NullMarked
package io.fakepolygon.control;

import org.jspecify.annotations.NullMarked;
