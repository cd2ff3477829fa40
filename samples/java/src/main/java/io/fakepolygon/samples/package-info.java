/**
 * Programs as a user of the market's data writes them, which know nothing of FakePolygon. Their
 * tests are the examples of the README.
 */
package io.fakepolygon.samples;
