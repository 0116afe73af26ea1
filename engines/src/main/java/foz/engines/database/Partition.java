package foz.engines.database;

import foz.api.failure.FozException;
import foz.api.plan.PartitionField;
import foz.api.type.Field;
import foz.api.type.Type;
import foz.api.type.Type.Primitive;

/**
 * A partition transform as SQL: the text that {@link foz.api.engine.WrittenFile#partition} asks for, by the definitions of the
 * Iceberg table specification, "Partition Transforms". Whole numbers of years, months, days and hours are rounded down, also before
 * 1970.
 */
final class Partition {

    private Partition() {}

    /**
     * An expression over the column that yields the partition value as text, or NULL.
     *
     * @throws FozException when the transform doesn't exist for the type, or rows can't be spread by it
     */
    static String text(PartitionField partition, Field column) {
        String name = SqlText.name(column.name());
        return switch (partition.transform()) {
            case IDENTITY -> identity(partition, column, name);
            case YEAR -> "CAST(" + years(date(partition, column, name)) + " AS VARCHAR)";
            case MONTH -> "CAST(" + months(date(partition, column, name)) + " AS VARCHAR)";
            case DAY -> "CAST(" + days(date(partition, column, name)) + " AS VARCHAR)";
            case HOUR -> "CAST(" + hours(partition, column, name) + " AS VARCHAR)";
            case TRUNCATE -> truncated(partition, column, name);
            case BUCKET -> bucket(partition, column, name);
        };
    }

    private static String identity(PartitionField partition, Field column, String name) {
        return switch (column.type()) {
            case Primitive primitive ->
                switch (primitive) {
                    case BOOLEAN, INT, LONG, DATE, TIME, STRING, UUID -> "CAST(" + name + " AS VARCHAR)";
                    case FLOAT, DOUBLE -> floating(name);
                    case TIMESTAMP -> "strftime(" + name + ", '%Y-%m-%dT%H:%M:%S.%f')";
                    case TIMESTAMPTZ -> "strftime(" + utc(name) + ", '%Y-%m-%dT%H:%M:%S.%f+00:00')";
                    case BINARY -> "hex(" + name + ")";
                };
            case Type.Decimal decimal -> "CAST(" + name + " AS VARCHAR)";
            case Type.ListOf list -> throw refused(partition, column);
            case Type.MapOf map -> throw refused(partition, column);
            case Type.Struct struct -> throw refused(partition, column);
        };
    }

    private static String date(PartitionField partition, Field column, String name) {
        if (column.type() == Primitive.DATE) {
            return name;
        }
        return "CAST(" + wallClock(partition, column, name) + " AS DATE)";
    }

    private static String wallClock(PartitionField partition, Field column, String name) {
        if (column.type() == Primitive.TIMESTAMP) {
            return name;
        }
        if (column.type() == Primitive.TIMESTAMPTZ) {
            return utc(name);
        }
        throw refused(partition, column);
    }

    private static String utc(String name) {
        return "(" + name + " AT TIME ZONE 'UTC')";
    }

    private static String years(String date) {
        return "year(" + date + ") - 1970";
    }

    private static String months(String date) {
        return "(year(" + date + ") - 1970) * 12 + month(" + date + ") - 1";
    }

    private static String days(String date) {
        return "(" + date + " - DATE '1970-01-01')";
    }

    private static String hours(PartitionField partition, Field column, String name) {
        String clock = wallClock(partition, column, name);
        return days("CAST(" + clock + " AS DATE)") + " * 24 + hour(" + clock + ")";
    }

    private static String truncated(PartitionField partition, Field column, String name) {
        int width = partition.width();
        if (column.type() == Primitive.INT) {
            return "CAST(" + wrapped(roundedDown("CAST(" + name + " AS HUGEINT)", width), Integer.SIZE)
                    + " AS VARCHAR)";
        }
        if (column.type() == Primitive.LONG) {
            return "CAST(" + wrapped(roundedDown("CAST(" + name + " AS HUGEINT)", width), Long.SIZE) + " AS VARCHAR)";
        }
        if (column.type() instanceof Type.Decimal decimal) {
            String step =
                    "CAST(" + width + " * power(10, -" + decimal.scale() + ") AS DECIMAL(38," + decimal.scale() + "))";
            String value = "CAST(" + name + " AS DECIMAL(38," + decimal.scale() + "))";
            return "CAST(" + value + " - (((" + value + " % " + step + ") + " + step + ") % " + step + ") AS VARCHAR)";
        }
        if (column.type() == Primitive.STRING) {
            return "left(" + name + ", " + width + ")";
        }
        if (column.type() == Primitive.BINARY) {
            // A BLOB has no left().
            return "left(hex(" + name + "), " + 2L * width + ")";
        }
        throw refused(partition, column);
    }

    /** The sign of the hash is dropped, not turned. */
    private static String bucket(PartitionField partition, Field column, String name) {
        String hash = BucketFunction.call(column.type(), name).orElseThrow(() -> refused(partition, column));
        return "CAST((" + hash + " & " + Integer.MAX_VALUE + ") % " + partition.width() + " AS VARCHAR)";
    }

    /** As Java reads it. */
    private static String floating(String name) {
        return "CASE WHEN isnan(" + name + ") THEN 'NaN' WHEN isinf(" + name + ") THEN if(" + name
                + " > 0, 'Infinity', '-Infinity') ELSE CAST(" + name + " AS VARCHAR) END";
    }

    private static String roundedDown(String value, int width) {
        return value + " - (((" + value + " % " + width + ") + " + width + ") % " + width + ")";
    }

    /** Below the least number of the type, Iceberg goes on with the greatest. */
    private static String wrapped(String value, int bits) {
        String half = "(1::HUGEINT << " + (bits - 1) + ")";
        return "if(" + value + " < -" + half + ", " + value + " + (1::HUGEINT << " + bits + "), " + value + ")";
    }

    private static FozException refused(PartitionField partition, Field column) {
        return new FozException(
                EngineFailure.CANNOT_PARTITION,
                "transform",
                partition.transform().name().toLowerCase(java.util.Locale.ROOT),
                "column",
                column.name(),
                "type",
                column.type());
    }
}
