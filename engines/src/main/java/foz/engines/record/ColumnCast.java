package foz.engines.record;

import foz.api.balance.Reason;
import foz.api.plan.Column;
import foz.api.plan.Format.Numbers;
import foz.api.type.Type;
import foz.engines.value.Cast;
import foz.engines.value.Casts;
import foz.engines.value.NullWords;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A column that is read: its cast, whether it must have a value, and how to say what is wrong with one. One thread. */
public final class ColumnCast {

    private static final int SHOWN = 80;

    private final String name;
    private final boolean required;
    private final Cast cast;
    private final NullWords nullWords;
    private final ZoneId zone;

    private ColumnCast(String name, boolean required, Cast cast, NullWords nullWords, ZoneId zone) {
        this.name = name;
        this.required = required;
        this.cast = cast;
        this.nullWords = nullWords;
        this.zone = zone;
    }

    /** Of a declared column. */
    public static ColumnCast of(Column column, Numbers numbers, ZoneId zone) {
        Cast cast = Casts.of(column.type(), column.patterns(), numbers, zone);
        return new ColumnCast(column.name(), column.required(), cast, new NullWords(numbers.nullWords()), zone);
    }

    /** Of a column that drifted in: text. */
    public static ColumnCast drifted(String name, Numbers numbers, ZoneId zone) {
        Cast cast = Casts.of(Type.Primitive.STRING, List.of(), numbers, zone);
        return new ColumnCast(name, false, cast, new NullWords(numbers.nullWords()), zone);
    }

    /** The column's name in bronze. */
    public String name() {
        return name;
    }

    /** The type it yields. */
    public Type type() {
        return cast.type();
    }

    /** Casts text that stands unquoted, so that null words count. */
    public @Nullable Reason castBare(byte[] text, int from, int to, Rows rows, int column) {
        return nullWords.contain(text, from, to) ? setNull(rows, column) : castQuoted(text, from, to, rows, column);
    }

    /** Casts text that is surely a value. */
    public @Nullable Reason castQuoted(byte[] text, int from, int to, Rows rows, int column) {
        return cast.cast(text, from, to, rows.cell(column), rows.row());
    }

    /** Puts NULL, unless the column must have a value. */
    public @Nullable Reason setNull(Rows rows, int column) {
        if (required) {
            return Reason.MISSING_VALUE;
        }
        rows.cell(column).setNull(rows.row());
        return null;
    }

    /** The refusal of a record for a value of this column. */
    public Rows.Refusal refusal(Block block, int from, int to, Reason reason, String found) {
        Object[] facts = {
            "column", name, "expected", cast.expected(), "found", shown(found), "type", cast.type(), "zone", zone
        };
        return new Rows.Refusal(
                block.ordinal, block.line, block.offsetOf(from), reason, name, facts, block.original(from, to));
    }

    /** Found text, quoted and short enough for a sentence. */
    public static String shown(String found) {
        int end = found.offsetByCodePoints(0, Math.min(SHOWN, found.codePointCount(0, found.length())));
        return "\"" + (end < found.length() ? found.substring(0, end) + "…" : found) + "\"";
    }

    /** Found text, from UTF-8. */
    public static String shown(byte[] text, int from, int to) {
        return new String(text, from, Math.min(to - from, 4 * SHOWN + 4), StandardCharsets.UTF_8);
    }
}
