/**
 * Serves again what a flight recorder has written of a failed test: the same world, the same moves
 * of the clock, the same faults.
 *
 * <p>Start at {@link io.fakepolygon.replay.FlightFile}, then {@link io.fakepolygon.replay.Player}.
 */
@NullMarked
package io.fakepolygon.replay;

import org.jspecify.annotations.NullMarked;
