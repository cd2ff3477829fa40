/**
 * The one connection to the real feed. So far its bookkeeping: which topics the feed is asked for,
 * from what clients want and what the feed answers.
 *
 * <p>Start at {@link io.fakepolygon.upstream.UpstreamTopics}. Nothing here knows who is downstream.
 */
@NullMarked
package io.fakepolygon.upstream;

import org.jspecify.annotations.NullMarked;
