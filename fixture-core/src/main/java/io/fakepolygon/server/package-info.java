/**
 * Connections: handshake, authentication, subscriptions taken and acknowledged, frames,
 * back-pressure, and the fence that tells when what was sent has been received.
 *
 * <p>Start at {@link io.fakepolygon.server.MarketServer}. One thread, the {@code MarketThread},
 * owns the {@code Hub}: who is connected, who holds what, and the order of delivery. Netty's
 * threads only turn bytes into commands and finished frames into bytes. What is said and told is
 * written into the journal. Nothing here knows how events come about, be it in the market or, by
 * way of the {@code RealFeed}, upstream. Several servers can stand behind one listening socket,
 * each with an {@code Entrance}. Where faults are ordered, the {@code FaultDesk} stands between the
 * {@code Publisher} and the connections.
 *
 * <pre>
 *   HttpDoor ─▶ HttpService: plain requests, on threads that may wait
 *      │
 *   WebSocketDoor ─▶ Hub ─▶ SubscriptionDesk ─▶ Publisher ─▶ SendQueue ─▶ Wire
 *      commands    who is here   who holds what    frames    what waits   bytes
 * </pre>
 */
@NullMarked
package io.fakepolygon.server;

import org.jspecify.annotations.NullMarked;
