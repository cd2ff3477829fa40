/**
 * Market time, and what falls due in it: a clock that stands still until it is moved or runs at a
 * speed, and the timers of the code under test on the same timeline.
 *
 * <p>Start at {@link io.fakepolygon.clock.MarketTime}; for timers, at {@link
 * io.fakepolygon.clock.MarketTimers}. Nothing here waits for market time: one thread outside, the
 * market thread, asks what is due next, moves time there and starts it. Nothing here knows what a
 * market event is, nor sockets, nor any other room.
 */
@NullMarked
package io.fakepolygon.clock;

import org.jspecify.annotations.NullMarked;
