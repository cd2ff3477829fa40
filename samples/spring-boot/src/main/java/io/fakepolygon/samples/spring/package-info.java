/**
 * A Spring Boot application that keeps the last price of each symbol and serves it over HTTP. It
 * knows nothing of FakePolygon: properties tell it where the market is.
 */
package io.fakepolygon.samples.spring;
