package io.fakepolygon.control;

import java.time.Instant;

/**
 * What {@code GET /health} answers.
 *
 * @param status {@code up}, for otherwise nobody would answer
 * @param version of the product
 * @param now market time
 */
public record Health(String status, String version, Instant now) {}
