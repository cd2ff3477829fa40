/**
 * What goes wrong in the wild: named harms, when they strike, and what each has done.
 *
 * <p>Start at {@link io.fakepolygon.fault.Fault}, a {@link io.fakepolygon.fault.Harm} and its
 * occasion. The harms are six families, by where in the flow they strike:
 *
 * <pre>
 *   events due ─▶ StreamHarm ─▶ FieldHarm ─▶ FrameHarm ─▶ LineHarm ─▶ socket
 *                 which come    what is in    how they     when they
 *                               one           are framed   arrive
 *
 *   commands   ─▶ ConnectionHarm: log-in and life     AnswerHarm: subscriptions
 * </pre>
 *
 * <p>The {@code FaultBook} keeps the orders, a {@code Sabotage} carries them out on one connection,
 * the {@link io.fakepolygon.fault.FaultLedger} remembers it. Nothing here knows sockets, real time,
 * or who listens.
 */
@NullMarked
package io.fakepolygon.fault;

import org.jspecify.annotations.NullMarked;
