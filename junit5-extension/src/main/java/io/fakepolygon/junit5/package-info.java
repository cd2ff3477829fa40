/**
 * The door for the author of a JUnit test: one annotation that runs a fake market for each test.
 *
 * <p>Start at {@link io.fakepolygon.junit5.FakePolygon}. Nothing here knows of sockets or of how
 * events come about; all of that lies behind {@link io.fakepolygon.FakePolygonServer}.
 */
@NullMarked
package io.fakepolygon.junit5;

import org.jspecify.annotations.NullMarked;
