/** The image, as {@code docker run} gets it. */
package io.fakepolygon.image;
