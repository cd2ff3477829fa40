package io.fakepolygon.junit5;

import java.io.IOException;
import java.io.InputStream;

/** Loads our classes anew, and finds nothing of a library. */
final class OursWithout extends ClassLoader {
  private final String prefix;

  /**
   * Loads nothing yet.
   *
   * @param prefix of the names of classes that it does not find
   */
  OursWithout(String prefix) {
    super(OursWithout.class.getClassLoader());
    this.prefix = prefix;
  }

  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    if (name.startsWith(prefix)) {
      throw new ClassNotFoundException(name);
    }
    return name.startsWith("io.fakepolygon.") ? loadOurs(name) : super.loadClass(name, resolve);
  }

  private Class<?> loadOurs(String name) throws ClassNotFoundException {
    synchronized (getClassLoadingLock(name)) {
      Class<?> known = findLoadedClass(name);
      if (known != null) {
        return known;
      }
      try (InputStream file = getResourceAsStream(name.replace('.', '/') + ".class")) {
        if (file == null) {
          throw new ClassNotFoundException(name);
        }
        byte[] bytes = file.readAllBytes();
        return defineClass(name, bytes, 0, bytes.length);
      } catch (IOException e) {
        throw new ClassNotFoundException(name, e);
      }
    }
  }
}
