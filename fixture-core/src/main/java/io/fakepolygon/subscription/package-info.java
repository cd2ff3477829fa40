/**
 * Who receives what: which topics each client holds, whether anybody wants an event at all, and
 * which clients get it.
 *
 * <p>Start at {@link io.fakepolygon.subscription.Subscriptions}. Nothing here knows of sockets or
 * of JSON.
 */
@NullMarked
package io.fakepolygon.subscription;

import org.jspecify.annotations.NullMarked;
