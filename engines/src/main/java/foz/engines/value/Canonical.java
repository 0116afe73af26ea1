package foz.engines.value;

import foz.api.type.Type;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.Base64;

/** A cell for one value, which keeps it as the text from which DuckDB makes the same value again. */
final class Canonical implements Cell {

    private final Type type;
    private String text = "";

    Canonical(Type type) {
        this.type = type;
    }

    String text() {
        return text;
    }

    @Override
    public void setNull(int row) {
        throw new IllegalStateException("a leaf is never set to NULL");
    }

    @Override
    public void setBoolean(int row, boolean value) {
        text = Boolean.toString(value);
    }

    @Override
    public void setInt(int row, int value) {
        text = type == Type.Primitive.DATE ? LocalDate.ofEpochDay(value).toString() : Integer.toString(value);
    }

    @Override
    public void setLong(int row, long value) {
        if (type instanceof Type.Decimal decimal) {
            text = BigDecimal.valueOf(value, decimal.scale()).toPlainString();
        } else if (type == Type.Primitive.TIME) {
            text = LocalTime.ofNanoOfDay(value * 1000).toString();
        } else if (type == Type.Primitive.TIMESTAMP) {
            text = wallClock(value);
        } else if (type == Type.Primitive.TIMESTAMPTZ) {
            text = wallClock(value) + "+00";
        } else {
            text = Long.toString(value);
        }
    }

    @Override
    public void setFloat(int row, float value) {
        text = Float.toString(value);
    }

    @Override
    public void setDouble(int row, double value) {
        text = Double.toString(value);
    }

    @Override
    public void setText(int row, byte[] utf8, int from, int to) {
        String value = new String(utf8, from, to - from, StandardCharsets.UTF_8);
        text = type == Type.Primitive.BINARY ? escaped(Base64.getDecoder().decode(value)) : value;
    }

    private static String wallClock(long micros) {
        return LocalDateTime.ofEpochSecond(
                        Math.floorDiv(micros, 1_000_000L),
                        (int) Math.floorMod(micros, 1_000_000L) * 1000,
                        ZoneOffset.UTC)
                .toString();
    }

    private static String escaped(byte[] bytes) {
        StringBuilder escaped = new StringBuilder();
        for (byte b : bytes) {
            escaped.append("\\x").append(Character.forDigit(b >> 4 & 15, 16)).append(Character.forDigit(b & 15, 16));
        }
        return escaped.toString();
    }
}
