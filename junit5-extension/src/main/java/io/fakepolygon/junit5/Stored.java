package io.fakepolygon.junit5;

import org.junit.jupiter.api.extension.ExtensionContext.Store.CloseableResource;

/**
 * What JUnit's store closes, once, on every JUnit that users have: until 5.12 it asks for the first
 * of the two interfaces, since 5.13 for the second.
 */
@SuppressWarnings("deprecation")
interface Stored extends CloseableResource, AutoCloseable {
  @Override
  void close();
}
