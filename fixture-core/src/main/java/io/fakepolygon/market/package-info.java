/**
 * The market as a function of its specification and of market time: price paths, quotes, trades and
 * bars.
 *
 * <p>Start at {@link io.fakepolygon.market.Market}; a {@link io.fakepolygon.market.Walk} gives the
 * events of one step after another. Nothing is drawn from a stream of random numbers: every number
 * is a hash of seed, symbol, purpose and index, so any instant can be asked for, in any order, by
 * any number of threads. What is remembered is a cache.
 *
 * <pre>{@code
 * oscillating:  Wave ─▶ Prints ─▶ OscillatingSymbol ───────────────────────────────▶ SteppedWalk
 *                                        └─▶ OscillatingTape ─┐
 * realistic:    Moves ─▶ DayTree ─┬─▶ StretchWriter ──────────┴─▶ Stretch ─▶ cursors ─▶ MergingWalk
 *                                 └─▶ Supervision ─▶ DayPlan (halts, bands, auctions)
 *               Timeline (scenarios) says to all of them what happens when; bars are rolled up from stretches
 * }</pre>
 *
 * <p>Nothing here knows of sockets, of the computer's clock, or of clients.
 */
@NullMarked
package io.fakepolygon.market;

import org.jspecify.annotations.NullMarked;
