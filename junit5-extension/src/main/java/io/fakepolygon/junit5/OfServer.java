package io.fakepolygon.junit5;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Says which of several servers a parameter or field belongs to.
 *
 * <pre>{@code
 * @FakePolygon(name = "primary")
 * @FakePolygon(name = "backup", seed = 7)
 * class FailoverTest {
 *
 *   @Test
 *   void goesOver(@OfServer("primary") FakePolygonServer primary, @OfServer("backup") Tape tape) {}
 * }
 * }</pre>
 *
 * <p>Without it a parameter or field belongs to the server without a name, or to the only one.
 */
@Target({ElementType.PARAMETER, ElementType.FIELD})
@Retention(RetentionPolicy.RUNTIME)
@Documented
public @interface OfServer {

  /** {@return the name of the server, as in {@link FakePolygon#name}} */
  String value();
}
