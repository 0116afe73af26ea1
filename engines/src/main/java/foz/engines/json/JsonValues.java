package foz.engines.json;

import com.fasterxml.jackson.core.JsonParser;
import foz.api.balance.Reason;
import foz.api.plan.Format.Numbers;
import foz.api.type.Type;
import foz.engines.record.ColumnCast;
import foz.engines.record.ReadPlan;
import foz.engines.record.Rows;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * What JSON values mean to columns: strings are text in the declared style, numbers are numbers, anything is text to a string column,
 * and objects and arrays are for nested columns.
 */
final class JsonValues {

    /** Beyond so many zeros nobody means a number by an exponent. */
    private static final int MOST_EXPONENT = 400;

    private final ColumnCast[] texts;
    private final ColumnCast[] numbers;

    JsonValues(ReadPlan plan, Numbers style) {
        this.texts = plan.casts(style);
        this.numbers = plan.casts(Numbers.STANDARD);
    }

    int size() {
        return texts.length;
    }

    ColumnCast cast(int column) {
        return texts[column];
    }

    /** Casts the string, number, true, false or null that the parser stands at. */
    @Nullable
    Reason scalar(JsonParser parser, Rows rows, int column) throws IOException {
        Type type = texts[column].type();
        return switch (parser.currentToken()) {
            case VALUE_NULL -> texts[column].setNull(rows, column);
            case VALUE_STRING -> string(utf8(parser.getText()), type, rows, column);
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> number(parser.getText(), type, rows, column);
            case VALUE_TRUE, VALUE_FALSE ->
                type == Type.Primitive.BOOLEAN || type == Type.Primitive.STRING
                        ? cast(utf8(parser.getText()), numbers[column], rows, column)
                        : Reason.WRONG_JSON_TYPE;
            default -> throw new IllegalStateException(parser.currentToken().name());
        };
    }

    /** Casts an object or array, as it stands. */
    @Nullable
    Reason structure(byte[] bytes, int from, int to, Rows rows, int column) {
        Type type = texts[column].type();
        if (type != Type.Primitive.STRING && !isNested(type)) {
            return Reason.WRONG_JSON_TYPE;
        }
        return texts[column].castQuoted(bytes, from, to, rows, column);
    }

    /** An empty string is text to a string column, and a null word to others. */
    private @Nullable Reason string(byte[] text, Type type, Rows rows, int column) {
        if (isNested(type)) {
            return Reason.WRONG_JSON_TYPE;
        }
        return type == Type.Primitive.STRING && text.length == 0
                ? texts[column].castQuoted(text, 0, 0, rows, column)
                : texts[column].castBare(text, 0, text.length, rows, column);
    }

    private @Nullable Reason number(String text, Type type, Rows rows, int column) {
        return switch (type) {
            case Type.Decimal decimal -> cast(utf8(plain(text)), numbers[column], rows, column);
            case Type.Primitive primitive ->
                switch (primitive) {
                    case INT, LONG -> cast(utf8(plain(text)), numbers[column], rows, column);
                    case FLOAT, DOUBLE, STRING -> cast(utf8(text), numbers[column], rows, column);
                    case BOOLEAN, DATE, TIME, TIMESTAMP, TIMESTAMPTZ, UUID, BINARY -> Reason.WRONG_JSON_TYPE;
                };
            case Type.ListOf list -> Reason.WRONG_JSON_TYPE;
            case Type.MapOf map -> Reason.WRONG_JSON_TYPE;
            case Type.Struct struct -> Reason.WRONG_JSON_TYPE;
        };
    }

    private static @Nullable Reason cast(byte[] text, ColumnCast cast, Rows rows, int column) {
        return cast.castQuoted(text, 0, text.length, rows, column);
    }

    /** {@code 1e3} is 1000 to whole numbers and decimals too. */
    static String plain(String number) {
        if (number.indexOf('e') < 0 && number.indexOf('E') < 0) {
            return number;
        }
        BigDecimal value = new BigDecimal(number);
        return Math.abs((long) value.scale()) > MOST_EXPONENT ? number : value.toPlainString();
    }

    private static boolean isNested(Type type) {
        return type instanceof Type.ListOf || type instanceof Type.MapOf || type instanceof Type.Struct;
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
