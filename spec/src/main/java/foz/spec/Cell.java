package foz.spec;

import java.util.Optional;

/**
 * A cell of a row in a test.
 *
 * @param text what is written; lists and maps as JSON; empty for NULL
 */
record Cell(Optional<String> text) {}
