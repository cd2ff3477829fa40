/**
 * A span of the market as a picture: quotes, trades, bars, spread and volume of one symbol in a PNG
 * or SVG file.
 *
 * <pre>
 * tape ──▶ reading ──▶ excerpt ──▶ panels ──▶ picture
 * </pre>
 *
 * <p>Start at {@link MarketPicture}. A reading takes events one after another and keeps what can be
 * seen of them, an excerpt holds that, a panel is one chart made of it, and the picture sets panels
 * and words on a page. Nothing here knows of settings, nor of how events come about: they are read
 * from a {@link io.fakepolygon.Tape}.
 */
@NullMarked
package io.fakepolygon.plot;

import org.jspecify.annotations.NullMarked;
