/**
 * The standalone server: settings from the command line, the environment and a {@code .env} file
 * become a configuration, and a server runs by it until it is told to stop.
 *
 * <pre>
 * command line ─┐
 * environment ──┼─▶ settings ─▶ plan ─▶ server, or a picture
 * .env file ────┘
 * </pre>
 *
 * <p>Start at {@code Main}; what can be set stands in one table, {@code Setting}. Nothing here
 * knows of the wire or of how events come about: that is all behind {@link
 * io.fakepolygon.FakePolygonServer}. How a picture is drawn is behind {@link
 * io.fakepolygon.plot.MarketPicture}.
 */
@NullMarked
package io.fakepolygon.launcher;

import org.jspecify.annotations.NullMarked;
