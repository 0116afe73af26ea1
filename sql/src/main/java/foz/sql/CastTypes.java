package foz.sql;

import foz.api.failure.Nearest;
import foz.api.failure.Sentence;
import foz.api.type.TypeText;
import java.util.List;
import java.util.Locale;
import org.apache.calcite.sql.SqlBasicTypeNameSpec;
import org.apache.calcite.sql.SqlCollectionTypeNameSpec;
import org.apache.calcite.sql.SqlDataTypeSpec;
import org.apache.calcite.sql.SqlTypeNameSpec;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.type.SqlTypeName;

/** The types a CAST may name: Foz's own names, and the usual SQL names for the same. */
final class CastTypes {

    private CastTypes() {}

    /** The type as the validator knows it; a {@link Refusal} for one that no column has. */
    static SqlDataTypeSpec spec(SqlDataTypeSpec written) {
        return new SqlDataTypeSpec(name(written.getTypeNameSpec()), written.getParserPosition());
    }

    private static SqlTypeNameSpec name(SqlTypeNameSpec written) {
        SqlParserPos at = written.getParserPos();
        if (written instanceof SqlCollectionTypeNameSpec list) {
            return new SqlCollectionTypeNameSpec(name(list.getElementTypeName()), SqlTypeName.ARRAY, at);
        }
        String name = written.getTypeName().toString().toUpperCase(Locale.ROOT);
        int precision = written instanceof SqlBasicTypeNameSpec basic ? basic.getPrecision() : -1;
        int scale = written instanceof SqlBasicTypeNameSpec basic ? basic.getScale() : -1;
        return switch (name) {
            case "BOOLEAN" -> basic(SqlTypeName.BOOLEAN, at);
            case "INT", "INTEGER" -> basic(SqlTypeName.INTEGER, at);
            case "LONG", "BIGINT" -> basic(SqlTypeName.BIGINT, at);
            case "FLOAT", "REAL" -> basic(SqlTypeName.REAL, at);
            case "DOUBLE" -> basic(SqlTypeName.DOUBLE, at);
            case "DATE" -> basic(SqlTypeName.DATE, at);
            case "TIME" -> new SqlBasicTypeNameSpec(SqlTypeName.TIME, 6, at);
            case "TIMESTAMP" -> new SqlBasicTypeNameSpec(SqlTypeName.TIMESTAMP, 6, at);
            case "TIMESTAMPTZ", "TIMESTAMP_WITH_LOCAL_TIME_ZONE", "TIMESTAMP_TZ" ->
                new SqlBasicTypeNameSpec(SqlTypeName.TIMESTAMP_WITH_LOCAL_TIME_ZONE, 6, at);
            case "UUID" -> basic(SqlTypeName.UUID, at);
            case "BINARY", "VARBINARY" -> basic(SqlTypeName.VARBINARY, at);
            case "STRING", "TEXT" -> basic(SqlTypeName.VARCHAR, at);
            case "VARCHAR", "CHAR" -> text(precision, at);
            case "DECIMAL", "NUMERIC" -> decimal(precision, scale, at);
            default -> throw unknown(name, at);
        };
    }

    private static SqlTypeNameSpec basic(SqlTypeName name, SqlParserPos at) {
        return name == SqlTypeName.VARCHAR
                ? new SqlBasicTypeNameSpec(name, -1, "UTF-8", at)
                : new SqlBasicTypeNameSpec(name, at);
    }

    /** A length would cut text on one engine and not on another. */
    private static SqlTypeNameSpec text(int length, SqlParserPos at) {
        if (length >= 0) {
            throw Refusal.at(
                    at,
                    SqlProblem.SQL_UNKNOWN_TYPE,
                    "found",
                    "one with a length",
                    "known",
                    "string (left(…, " + length + ") cuts a text)");
        }
        return basic(SqlTypeName.VARCHAR, at);
    }

    private static SqlTypeNameSpec decimal(int precision, int scale, SqlParserPos at) {
        int behind = Math.max(0, scale);
        if (precision < 0) {
            throw Refusal.at(
                    at, SqlProblem.SQL_UNKNOWN_TYPE, "found", "decimal without its digits", "known", "decimal(12,2)");
        }
        if (precision < 1 || precision > 38 || behind > precision) {
            String found = "decimal(" + precision + "," + behind + ")";
            throw Refusal.at(at, SqlProblem.SQL_UNKNOWN_TYPE, "found", found, "known", "decimals of 1 to 38 digits");
        }
        return new SqlBasicTypeNameSpec(SqlTypeName.DECIMAL, precision, behind, at);
    }

    private static Refusal unknown(String name, SqlParserPos at) {
        List<String> names = TypeText.names();
        String lower = name.toLowerCase(Locale.ROOT);
        String hint = List.of("TINYINT", "SMALLINT").contains(name) ? "int" : String.join(", ", names);
        return new Refusal(
                at, Sentence.of(SqlProblem.SQL_UNKNOWN_TYPE, "found", lower, "known", hint), Nearest.to(lower, names));
    }
}
