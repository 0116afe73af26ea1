package foz.spec;

import foz.api.failure.Place;

/**
 * A value that remembers where it was written.
 *
 * @param value the value
 * @param place where it begins
 * @param inside the place of its first character, behind a quote
 */
record Placed<T>(T value, Place place, Place inside) {}
