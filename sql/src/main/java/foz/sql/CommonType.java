package foz.sql;

import foz.api.type.Field;
import foz.api.type.Type;
import foz.api.type.Type.Decimal;
import foz.api.type.Type.Primitive;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The type in which values of two types meet without loss: in comparisons, CASE, COALESCE, set operations. */
final class CommonType {

    private CommonType() {}

    /** The narrowest type that holds both; empty when there is none and the user must cast. */
    static Optional<Type> of(Type a, Type b) {
        if (a.equals(b)) {
            return Optional.of(a);
        }
        if (isNumber(a) && isNumber(b)) {
            return Optional.of(number(a, b));
        }
        if (isAmong(a, b, Primitive.DATE, Primitive.TIMESTAMP)) {
            return Optional.of(Primitive.TIMESTAMP);
        }
        return switch (a) {
            case Type.ListOf x
            when b instanceof Type.ListOf y -> of(x.element(), y.element()).map(Type.ListOf::new);
            case Type.MapOf x
            when b instanceof Type.MapOf y ->
                of(x.key(), y.key()).flatMap(k -> of(x.value(), y.value()).map(v -> new Type.MapOf(k, v)));
            case Type.Struct x when b instanceof Type.Struct y -> struct(x.fields(), y.fields());
            case Primitive p -> Optional.empty();
            case Decimal d -> Optional.empty();
            case Type.ListOf l -> Optional.empty();
            case Type.MapOf m -> Optional.empty();
            case Type.Struct s -> Optional.empty();
        };
    }

    static boolean isInteger(Type type) {
        return type == Primitive.INT || type == Primitive.LONG;
    }

    static boolean isBinaryFraction(Type type) {
        return type == Primitive.FLOAT || type == Primitive.DOUBLE;
    }

    static boolean isNumber(Type type) {
        return isInteger(type) || isBinaryFraction(type) || type instanceof Decimal;
    }

    /** A whole number's type as a decimal that holds all its values. */
    static Decimal decimal(Type exact) {
        if (exact instanceof Decimal d) {
            return d;
        }
        return exact == Primitive.INT ? new Decimal(10, 0) : new Decimal(19, 0);
    }

    private static Type number(Type a, Type b) {
        if (isBinaryFraction(a) || isBinaryFraction(b)) {
            return Primitive.DOUBLE;
        }
        if (isInteger(a) && isInteger(b)) {
            return Primitive.LONG;
        }
        Decimal x = decimal(a);
        Decimal y = decimal(b);
        int scale = Math.max(x.scale(), y.scale());
        int whole = Math.max(x.precision() - x.scale(), y.precision() - y.scale());
        return new Decimal(Math.min(38, whole + scale), scale);
    }

    private static Optional<Type> struct(List<Field> a, List<Field> b) {
        if (a.size() != b.size()) {
            return Optional.empty();
        }
        List<Field> fields = new ArrayList<>();
        for (int i = 0; i < a.size(); i++) {
            Optional<Type> type = of(a.get(i).type(), b.get(i).type());
            if (type.isEmpty() || !a.get(i).name().equalsIgnoreCase(b.get(i).name())) {
                return Optional.empty();
            }
            fields.add(Field.optional(a.get(i).name(), type.get()));
        }
        return Optional.of(new Type.Struct(fields));
    }

    private static boolean isAmong(Type a, Type b, Type x, Type y) {
        return a == x && b == y || a == y && b == x;
    }
}
