package foz.app.test;

import foz.api.type.Field;
import foz.api.type.Schema;
import foz.api.type.Type;
import foz.app.answer.CellText;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Values of a test and of a table in one form, so that {@code 1200} equals {@code 1200.00}. */
final class Cells {

    private static final String NULL = "NULL";

    private Cells() {}

    /** A row of a table. */
    static Map<String, String> found(List<String> columns, List<@Nullable Object> row) {
        Map<String, String> cells = new LinkedHashMap<>();
        for (int i = 0; i < columns.size(); i++) {
            cells.put(columns.get(i), found(row.get(i)));
        }
        return cells;
    }

    private static String found(@Nullable Object value) {
        return switch (value) {
            case null -> NULL;
            case Float f -> number(f.toString());
            case Double d -> number(d.toString());
            case Number n -> number(n.toString());
            default -> CellText.forPeople(value);
        };
    }

    /** A row that a test expects. */
    static Map<String, String> expected(Map<String, Optional<String>> row, Schema schema) {
        Map<String, String> cells = new LinkedHashMap<>();
        row.forEach((column, text) -> cells.put(
                schema.field(column).map(Field::name).orElse(column),
                text.map(t -> expected(t, schema.field(column).map(Field::type)))
                        .orElse(NULL)));
        return cells;
    }

    private static String expected(String text, Optional<Type> type) {
        try {
            return type.map(t -> typed(text, t)).orElse(text);
        } catch (DateTimeException | NumberFormatException otherForm) {
            return text;
        }
    }

    private static String typed(String text, Type type) {
        return switch (type) {
            case Type.Decimal decimal -> number(text);
            case Type.Primitive primitive ->
                switch (primitive) {
                    case INT, LONG, FLOAT, DOUBLE -> number(text);
                    case BOOLEAN -> text.toLowerCase(Locale.ROOT);
                    case DATE -> CellText.forPeople(LocalDate.parse(text));
                    case TIME -> CellText.forPeople(LocalTime.parse(text));
                    case TIMESTAMP -> CellText.forPeople(LocalDateTime.parse(text.replace(' ', 'T')));
                    case TIMESTAMPTZ -> CellText.forPeople(OffsetDateTime.parse(text.replace(' ', 'T')));
                    case STRING, UUID, BINARY -> text;
                };
            case Type.ListOf list -> text;
            case Type.MapOf map -> text;
            case Type.Struct struct -> text;
        };
    }

    private static String number(String text) {
        BigDecimal number = new BigDecimal(text);
        return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
    }
}
