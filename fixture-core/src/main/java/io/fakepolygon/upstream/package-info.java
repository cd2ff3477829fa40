/**
 * The one connection to the real feed: log in, stay in, subscribe by interest, and cut what comes
 * into events without re-writing them.
 *
 * <pre>
 *   Line (OkHttp) ─▶ VendorFrame ─▶ Upstream ─▶ Downstream
 *                     the parts       │  ▲        who is told
 *                            Retries ─┘  └─ UpstreamTopics
 *                     when to try again     what is asked for
 * </pre>
 *
 * <p>Start at {@link io.fakepolygon.upstream.Upstream}. Nothing here knows who is downstream.
 */
@NullMarked
package io.fakepolygon.upstream;

import org.jspecify.annotations.NullMarked;
