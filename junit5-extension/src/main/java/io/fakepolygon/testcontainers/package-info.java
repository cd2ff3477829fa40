/**
 * The image as a container of Testcontainers, for tests that prefer isolation and for whoever wants
 * to see the image itself.
 *
 * <p>Start at {@link io.fakepolygon.testcontainers.FakePolygonContainer}. Nothing here knows of
 * JUnit, and nothing elsewhere needs Testcontainers on the class path until it asks for a
 * container.
 */
@NullMarked
package io.fakepolygon.testcontainers;

import org.jspecify.annotations.NullMarked;
