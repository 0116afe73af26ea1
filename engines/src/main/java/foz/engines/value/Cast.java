package foz.engines.value;

import foz.api.balance.Reason;
import foz.api.type.Type;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * The one meaning of text for one column: exact, or refused with a reason. Works on UTF-8 bytes where they lie. Holds scratch space,
 * so each thread has its own.
 */
public abstract class Cast {

    private final Type type;
    private final String expected;

    /** @param expected what fits, for the sentence to the user */
    Cast(Type type, String expected) {
        this.type = type;
        this.expected = expected;
    }

    /** Puts the value of the text into the cell, or says why that can't be. */
    public abstract @Nullable Reason cast(byte[] text, int from, int to, Cell cell, int row);

    /** The type it yields. */
    public final Type type() {
        return type;
    }

    /** What fits, in words. */
    public final String expected() {
        return expected;
    }

    static String string(byte[] text, int from, int to) {
        return new String(text, from, to - from, StandardCharsets.UTF_8);
    }
}
