/**
 * The words on the wire: channels, topics, client actions, events and statuses as records, and the
 * way from bytes to words and back.
 *
 * <p>Inbound, start at {@link io.fakepolygon.protocol.ClientAction#read}; outbound, at {@link
 * io.fakepolygon.protocol.Message#writeTo}; on a client's side, at {@link
 * io.fakepolygon.protocol.FrameReader}. Nothing here knows of sockets, of time, or of who listens.
 */
@NullMarked
package io.fakepolygon.protocol;

import org.jspecify.annotations.NullMarked;
