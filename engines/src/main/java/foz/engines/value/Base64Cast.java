package foz.engines.value;

import foz.api.balance.Reason;
import foz.api.type.Type;
import java.util.Arrays;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** Bytes as base64 (RFC 4648, section 4), with or without padding. */
final class Base64Cast extends Cast {

    Base64Cast() {
        super(Type.Primitive.BINARY, "base64");
    }

    @Override
    public @Nullable Reason cast(byte[] text, int from, int to, Cell cell, int row) {
        try {
            byte[] value = Base64.getDecoder().decode(Arrays.copyOfRange(text, from, to));
            byte[] padded = Base64.getEncoder().encode(value);
            cell.setText(row, padded, 0, padded.length);
            return null;
        } catch (IllegalArgumentException notBase64) {
            return Reason.NOT_BASE64;
        }
    }
}
