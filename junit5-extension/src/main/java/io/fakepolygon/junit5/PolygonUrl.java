package io.fakepolygon.junit5;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Gives a {@link java.net.URI} or {@link String}, parameter or field, the URL at which the server
 * serves stocks, such as {@code ws://127.0.0.1:49152/stocks}.
 *
 * <pre>{@code
 * @Test
 * void connects(@PolygonUrl URI url) {}
 * }</pre>
 */
@Target({ElementType.PARAMETER, ElementType.FIELD})
@Retention(RetentionPolicy.RUNTIME)
@Documented
public @interface PolygonUrl {}
