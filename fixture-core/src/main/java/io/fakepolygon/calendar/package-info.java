/**
 * The trading days of the US equities markets, and when the sessions of each begin and end, in
 * market time.
 *
 * <p>Start at {@link io.fakepolygon.calendar.UsEquities}. It goes by rule, so it has no last year;
 * what no rule foretells, such as a day of mourning, is a list. Nothing here knows of any other
 * room, nor what is traded.
 */
@NullMarked
package io.fakepolygon.calendar;

import org.jspecify.annotations.NullMarked;
