package foz.engines.value;

import foz.api.plan.Format.Numbers;
import foz.api.type.Type;
import java.time.ZoneId;
import java.util.List;

/** Makes the cast that a declared column asks for. */
public final class Casts {

    private Casts() {}

    /**
     * The cast to a type from text.
     *
     * @param patterns of dates and times; empty means ISO 8601
     * @param zone of local times that become instants
     */
    public static Cast of(Type type, List<String> patterns, Numbers style, ZoneId zone) {
        return switch (type) {
            case Type.Primitive primitive -> of(primitive, patterns, style, zone);
            case Type.Decimal decimal -> new DecimalCast(decimal, style);
            case Type.ListOf list -> new JsonCast(type, patterns, zone);
            case Type.MapOf map -> new JsonCast(type, patterns, zone);
            case Type.Struct struct -> new JsonCast(type, patterns, zone);
        };
    }

    private static Cast of(Type.Primitive type, List<String> patterns, Numbers style, ZoneId zone) {
        return switch (type) {
            case BOOLEAN -> new BooleanCast();
            case INT, LONG -> new WholeNumberCast(type, style);
            case FLOAT, DOUBLE -> new FloatingCast(type, style);
            case DATE, TIME, TIMESTAMP, TIMESTAMPTZ -> new TemporalCast(type, patterns, zone);
            case STRING -> new TextCast();
            case UUID -> new UuidCast();
            case BINARY -> new Base64Cast();
        };
    }
}
