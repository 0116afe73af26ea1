package foz.engines.duckdb;

import foz.api.failure.FozException;
import foz.engines.database.DuckDbError;
import foz.engines.database.EngineFailure;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * A question that passed the gate: what the user wrote, and what is run instead, with layers under the names they have in the database.
 *
 * @param written what the user wrote
 * @param text what is run
 * @param inserted where characters were put in that the user didn't write, in characters of {@code text}, ascending
 */
record Question(String written, String text, List<Integer> inserted) {

    Question {
        inserted = List.copyOf(inserted);
    }

    /** The text with a piece put in front. */
    Question after(String prefix) {
        List<Integer> shifted = new ArrayList<>();
        for (int i = 0; i < prefix.length(); i++) {
            shifted.add(i);
        }
        inserted.forEach(i -> shifted.add(i + prefix.length()));
        return new Question(written, prefix + text, shifted);
    }

    /** The text with a piece put behind. */
    Question before(String suffix) {
        return new Question(written, text + suffix, inserted);
    }

    /** What DuckDB says about the text, with its place in what the user wrote. */
    FozException wrong(DuckDbError error, @Nullable Throwable cause) {
        return wrong(error.message(), character(text, error.position()), cause);
    }

    /** Where a UTF-8 byte of the text lies in what the user wrote. Only ASCII is ever inserted. */
    OptionalInt bytesWritten(OptionalInt location) {
        OptionalInt character = character(text, location);
        if (location.isEmpty() || character.isEmpty()) {
            return location;
        }
        long before = inserted.stream().filter(i -> i < character.getAsInt()).count();
        return OptionalInt.of(location.getAsInt() - (int) before);
    }

    private FozException wrong(String message, OptionalInt character, @Nullable Throwable cause) {
        OptionalInt own = character.isPresent()
                ? OptionalInt.of(character.getAsInt()
                        - (int) inserted.stream()
                                .filter(i -> i < character.getAsInt())
                                .count())
                : OptionalInt.empty();
        return wrong(written, message, own, cause);
    }

    /** A failure at a character of a text. */
    static FozException wrong(String written, String message, OptionalInt character, @Nullable Throwable cause) {
        return new FozException(
                cause, EngineFailure.WRONG_SQL, "place", place(written, character), "detail", plain(message));
    }

    /** The character at which a UTF-8 byte of the text lies. */
    static OptionalInt character(String text, OptionalInt bytes) {
        if (bytes.isEmpty()) {
            return bytes;
        }
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        int end = Math.min(bytes.getAsInt(), utf8.length);
        return OptionalInt.of(new String(Arrays.copyOf(utf8, end), StandardCharsets.UTF_8).length());
    }

    /** 1-based, as in {@code line 2, column 7}. */
    private static String place(String text, OptionalInt character) {
        if (character.isEmpty()) {
            return "the question";
        }
        String before = text.substring(0, Math.clamp(character.getAsInt(), 0, text.length()));
        long line = before.chars().filter(c -> c == '\n').count() + 1;
        int column = before.length() - before.lastIndexOf('\n');
        return "line " + line + ", column " + column;
    }

    /** A message of DuckDB's as one line, with names as users know them. */
    static String plain(String message) {
        return message.strip()
                .replaceAll("\\s*\\n\\s*", " ")
                .replaceAll("\\b_foz\\.", "")
                .replaceAll("\\b_(system|temp)\\b", "$1");
    }
}
