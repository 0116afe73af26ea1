package foz.engines.value;

import foz.api.balance.Reason;
import foz.api.type.Type;
import org.jspecify.annotations.Nullable;

/** Five groups of hexadecimal digits: 8-4-4-4-12. */
final class UuidCast extends Cast {

    private static final int LENGTH = 36;

    UuidCast() {
        super(Type.Primitive.UUID, "a UUID");
    }

    @Override
    public @Nullable Reason cast(byte[] text, int from, int to, Cell cell, int row) {
        if (to - from != LENGTH) {
            return Reason.NOT_A_UUID;
        }
        for (int i = 0; i < LENGTH; i++) {
            boolean hyphen = i == 8 || i == 13 || i == 18 || i == 23;
            byte b = text[from + i];
            if (hyphen ? b != '-' : b < 0 || Character.digit(b, 16) < 0) {
                return Reason.NOT_A_UUID;
            }
        }
        cell.setText(row, text, from, to);
        return null;
    }
}
