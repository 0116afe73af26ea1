package foz.engines.duckdb;

import foz.api.failure.Code;
import foz.api.failure.Place;
import foz.api.failure.Problem;
import java.util.OptionalInt;

/**
 * A text in a file, so that problems found in the text are told at their places in the file.
 *
 * @param text the text
 * @param start the place of its first character
 */
record SqlSpot(String text, Place start) {

    /** A problem at a UTF-8 byte of the text; without one, at its start. */
    Problem problem(OptionalInt location, Code code, Object... facts) {
        OptionalInt character = Question.character(text, location);
        String before = text.substring(0, Math.clamp(character.orElse(0), 0, text.length()));
        int newline = before.lastIndexOf('\n');
        int lines = (int) before.chars().filter(c -> c == '\n').count();
        int column = newline < 0 ? Math.max(start.column(), 1) + before.length() : before.length() - newline;
        return Problem.at(new Place(start.file(), Math.max(start.line(), 1) + lines, column), code, facts);
    }

    /** A location in a longer text that has this one behind a prefix. */
    static OptionalInt behind(String prefix, OptionalInt location) {
        return location.isPresent() ? OptionalInt.of(Math.max(0, location.getAsInt() - prefix.length())) : location;
    }
}
