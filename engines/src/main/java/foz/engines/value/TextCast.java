package foz.engines.value;

import foz.api.balance.Reason;
import foz.api.type.Type;
import org.jspecify.annotations.Nullable;

/** Text as it stands. */
final class TextCast extends Cast {

    TextCast() {
        super(Type.Primitive.STRING, "text");
    }

    @Override
    public @Nullable Reason cast(byte[] text, int from, int to, Cell cell, int row) {
        cell.setText(row, text, from, to);
        return null;
    }
}
