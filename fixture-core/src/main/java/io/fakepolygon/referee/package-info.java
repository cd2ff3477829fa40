/**
 * What a good client does, and where the clients of a server did otherwise.
 *
 * <p>Whoever asks starts at {@link io.fakepolygon.referee.Referee}. The server tells a {@link
 * io.fakepolygon.referee.Judge} what its clients do; the judge reads no clock, and knows neither
 * sockets nor the market.
 */
@NullMarked
package io.fakepolygon.referee;

import org.jspecify.annotations.NullMarked;
