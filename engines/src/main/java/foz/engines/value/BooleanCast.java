package foz.engines.value;

import foz.api.balance.Reason;
import foz.api.type.Type;
import org.jspecify.annotations.Nullable;

/** The words true and false, in any case. */
final class BooleanCast extends Cast {

    BooleanCast() {
        super(Type.Primitive.BOOLEAN, "true or false");
    }

    @Override
    public @Nullable Reason cast(byte[] text, int from, int to, Cell cell, int row) {
        if (is("true", text, from, to)) {
            cell.setBoolean(row, true);
            return null;
        }
        if (is("false", text, from, to)) {
            cell.setBoolean(row, false);
            return null;
        }
        return Reason.NOT_A_BOOLEAN;
    }

    private static boolean is(String word, byte[] text, int from, int to) {
        if (to - from != word.length()) {
            return false;
        }
        for (int i = 0; i < word.length(); i++) {
            if ((text[from + i] | 0x20) != word.charAt(i)) {
                return false;
            }
        }
        return true;
    }
}
