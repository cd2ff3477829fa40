package io.fakepolygon.fault;

/**
 * An order that strikes a connection as a whole, or its request.
 *
 * @param order the order's number
 * @param harm what is to be done
 */
public record Struck(int order, Harm harm) {}
