/**
 * What a client received, and assertions on it in the style of AssertJ.
 *
 * <p>Start at {@link io.fakepolygon.assertions.Messages}, which reads any client's text frames, and
 * {@link io.fakepolygon.assertions.PolygonAssertions#assertThat}. Nothing here knows of sockets,
 * servers or JUnit: a tape is to it no more than the events that were expected.
 *
 * <p>An assertion here never passes because there was nothing to look at: one that says something
 * of trades fails when there is no trade.
 */
@NullMarked
package io.fakepolygon.assertions;

import org.jspecify.annotations.NullMarked;
