package foz.app.answer;

import foz.app.json.Json;
import java.math.BigDecimal;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One value of an answer as text. */
public final class CellText {

    private static final DateTimeFormatter WALL_CLOCK = new DateTimeFormatterBuilder()
            .append(DateTimeFormatter.ISO_LOCAL_DATE)
            .appendLiteral(' ')
            .appendPattern("HH:mm:ss")
            .appendFraction(ChronoField.NANO_OF_SECOND, 0, 6, true)
            .toFormatter();

    private CellText() {}

    /** For a table. */
    public static String forPeople(@Nullable Object value) {
        return value == null ? "NULL" : text(value);
    }

    /** For a CSV file. */
    public static String csv(@Nullable Object value) {
        if (value == null) {
            return "";
        }
        String text = text(value);
        boolean quoted = text.isEmpty() || text.chars().anyMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
        return quoted ? "\"" + text.replace("\"", "\"\"") + "\"" : text;
    }

    /** For JSON: numbers, booleans, lists and maps stay what they are. */
    static @Nullable Object forJson(@Nullable Object value) {
        return switch (value) {
            case null -> null;
            case Number number -> number;
            case Boolean bool -> bool;
            case byte[] bytes -> bytes;
            case List<?> list -> {
                List<@Nullable Object> elements = new ArrayList<>();
                list.forEach(e -> elements.add(forJson(e)));
                yield elements;
            }
            case Map<?, ?> map -> {
                Map<String, @Nullable Object> object = new LinkedHashMap<>();
                map.forEach((k, v) -> object.put(String.valueOf(k), forJson(v)));
                yield object;
            }
            default -> text(value);
        };
    }

    private static String text(Object value) {
        return switch (value) {
            case BigDecimal decimal -> decimal.toPlainString();
            case LocalDateTime local -> WALL_CLOCK.format(local);
            case Timestamp timestamp -> WALL_CLOCK.format(timestamp.toLocalDateTime());
            case OffsetDateTime at -> WALL_CLOCK.format(at.withOffsetSameInstant(ZoneOffset.UTC)) + "Z";
            case Instant at -> WALL_CLOCK.format(at.atOffset(ZoneOffset.UTC)) + "Z";
            case byte[] bytes -> "\\x" + HexFormat.of().formatHex(bytes);
            case List<?> list -> Json.line(forJson(list));
            case Map<?, ?> map -> Json.line(forJson(map));
            default -> value.toString();
        };
    }
}
