/**
 * The front door: a fake US-stocks market served over WebSocket, driven by a clock that a test
 * controls; or a proxy to the real one, or both side by side.
 *
 * <p>Start at {@link io.fakepolygon.FakePolygonServer#start}. The rooms behind it, each a package
 * of its own:
 *
 * <pre>
 * market (a function) ─┐
 *                      ├─▶ events due ─▶ subscriptions: who asked ─▶ connection ─▶ client
 * upstream (real feed) ┘      ▲
 *                        clock: what is due
 * </pre>
 *
 * <p>Which days trade, and when, is in the {@linkplain io.fakepolygon.calendar calendar}.
 *
 * <p>What went to and fro is in the {@linkplain io.fakepolygon.journal journal}. By the {@linkplain
 * io.fakepolygon.control control} door the same is done from another process; {@link
 * io.fakepolygon.RemoteHost} is its other end.
 */
@NullMarked
package io.fakepolygon;

import org.jspecify.annotations.NullMarked;
