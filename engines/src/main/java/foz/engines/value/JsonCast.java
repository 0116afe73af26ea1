package foz.engines.value;

import foz.api.balance.Reason;
import foz.api.type.Type;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Nested values as JSON text. */
final class JsonCast extends Cast {

    JsonCast(Type type, List<String> patterns, ZoneId zone) {
        super(type, "JSON of " + type);
    }

    @Override
    public @Nullable Reason cast(byte[] text, int from, int to, Cell cell, int row) {
        cell.setText(row, text, from, to);
        return null;
    }
}
