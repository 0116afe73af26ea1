package foz.app.property;

/**
 * How a lake differs from what it should be.
 *
 * @param kind which sort of difference, so that a smaller history can be told to fail in the same way
 */
record Difference(String kind, String text) {

    Difference after(String step) {
        return new Difference(kind, "after " + step + ": " + text);
    }
}
