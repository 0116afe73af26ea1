package foz.api.type;

import java.util.List;
import java.util.stream.Collectors;

/**
 * The type of a column, with the names and meanings of the Iceberg table specification (version 2). {@link #toString()} is
 * the text a user writes, and {@link TypeText#parse} reads it back.
 */
public sealed interface Type {

    /** The types without parts. */
    enum Primitive implements Type {
        BOOLEAN,
        /** 32 bits, signed. */
        INT,
        /** 64 bits, signed. */
        LONG,
        FLOAT,
        DOUBLE,
        DATE,
        /** Time of day, microseconds. */
        TIME,
        /** Wall clock without a zone, microseconds; never converted. */
        TIMESTAMP,
        /** An instant, microseconds, stored as UTC. */
        TIMESTAMPTZ,
        /** Unicode text. */
        STRING,
        UUID,
        BINARY;

        @Override
        public String toString() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    /** An exact decimal: at most {@code precision} digits (1–38), {@code scale} of them behind the point. */
    record Decimal(int precision, int scale) implements Type {
        public Decimal {
            if (precision < 1 || precision > 38 || scale < 0 || scale > precision) {
                throw new IllegalArgumentException("decimal(" + precision + "," + scale + ")");
            }
        }

        @Override
        public String toString() {
            return "decimal(" + precision + "," + scale + ")";
        }
    }

    /** A list of elements of one type. */
    record ListOf(Type element) implements Type {
        @Override
        public String toString() {
            return "list<" + element + ">";
        }
    }

    /** A map. */
    record MapOf(Type key, Type value) implements Type {
        @Override
        public String toString() {
            return "map<" + key + ", " + value + ">";
        }
    }

    /** Named fields in order. */
    record Struct(List<Field> fields) implements Type {
        public Struct {
            fields = List.copyOf(fields);
        }

        @Override
        public String toString() {
            return fields.stream()
                    .map(f -> f.name() + ": " + f.type())
                    .collect(Collectors.joining(", ", "struct<", ">"));
        }
    }
}
