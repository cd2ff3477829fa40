/** Recipes of docs/testing.md: how to test what a market-data client has to live through. */
package io.fakepolygon.samples.recipes;
