/**
 * The door for the author of a JUnit test: one annotation that runs a fake market for each test,
 * and a client that keeps what it receives.
 *
 * <pre>
 * annotations, fields ──▶ declarations ──▶ servers in JUnit's store ──▶ parameters, fields
 *                                                   │
 *                                                   └──▶ report of a failure
 * </pre>
 *
 * <p>Start at {@link io.fakepolygon.junit5.FakePolygon} and {@link
 * io.fakepolygon.junit5.RecordingClient}. Nothing here knows how events come about; that lies
 * behind {@link io.fakepolygon.FakePolygonServer}.
 */
@NullMarked
package io.fakepolygon.junit5;

import org.jspecify.annotations.NullMarked;
