package foz.sql;

import foz.api.type.Field;
import foz.api.type.Type;
import foz.api.type.Type.Primitive;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.rel.type.RelDataTypeField;
import org.apache.calcite.rel.type.RelDataTypeSystem;
import org.apache.calcite.rel.type.RelDataTypeSystemImpl;
import org.apache.calcite.rel.type.StructKind;
import org.apache.calcite.sql.SqlCollation;
import org.apache.calcite.sql.type.SqlTypeFactoryImpl;
import org.apache.calcite.sql.type.SqlTypeMappingRule;
import org.apache.calcite.sql.type.SqlTypeName;
import org.jspecify.annotations.Nullable;

/**
 * The bridge between Foz's types and Calcite's. Everything is nullable on Calcite's side: what it derives about NOT NULL isn't used.
 * Where several values meet (CASE, set operations), Calcite asks {@link CommonType} through the factory made here.
 */
final class CalciteTypes {

    static final RelDataTypeSystem SYSTEM = new RelDataTypeSystemImpl() {
        @Override
        public int getMaxPrecision(SqlTypeName name) {
            return switch (name) {
                case DECIMAL -> 38;
                case TIMESTAMP, TIMESTAMP_TZ, TIMESTAMP_WITH_LOCAL_TIME_ZONE, TIME -> 6;
                default -> super.getMaxPrecision(name);
            };
        }

        @Override
        public int getMaxScale(SqlTypeName name) {
            return name == SqlTypeName.DECIMAL ? 38 : super.getMaxScale(name);
        }

        @Override
        public int getDefaultPrecision(SqlTypeName name) {
            return switch (name) {
                case TIMESTAMP, TIMESTAMP_TZ, TIMESTAMP_WITH_LOCAL_TIME_ZONE, TIME -> 6;
                case DECIMAL -> 18;
                default -> super.getDefaultPrecision(name);
            };
        }

        @Override
        public boolean shouldConvertRaggedUnionTypesToVarying() {
            return true;
        }
    };

    /** The default character set of Calcite's own factory is ISO-8859-1, in which {@code =} on other text fails. */
    static final RelDataTypeFactory FACTORY = new SqlTypeFactoryImpl(SYSTEM) {
        @Override
        public Charset getDefaultCharset() {
            return StandardCharsets.UTF_8;
        }

        @Override
        public @Nullable RelDataType leastRestrictive(List<RelDataType> types, SqlTypeMappingRule rule) {
            return common(types).orElseGet(() -> super.leastRestrictive(types, rule));
        }
    };

    private CalciteTypes() {}

    private static Optional<RelDataType> common(List<RelDataType> types) {
        Optional<Type> common = Optional.empty();
        for (RelDataType each : types) {
            Optional<Type> type = type(each);
            if (type.isEmpty()) {
                if (each.getSqlTypeName() == SqlTypeName.NULL) {
                    continue;
                }
                return Optional.empty();
            }
            common = common.isEmpty() ? type : CommonType.of(common.get(), type.get());
            if (common.isEmpty()) {
                return Optional.empty();
            }
        }
        return common.map(CalciteTypes::of);
    }

    /** Calcite's type for one of ours. */
    static RelDataType of(Type type) {
        return FACTORY.createTypeWithNullability(notNull(type), true);
    }

    private static RelDataType notNull(Type type) {
        return switch (type) {
            case Primitive primitive -> primitive(primitive);
            case Type.Decimal d -> FACTORY.createSqlType(SqlTypeName.DECIMAL, d.precision(), d.scale());
            case Type.ListOf list -> FACTORY.createArrayType(of(list.element()), -1);
            case Type.MapOf map -> FACTORY.createMapType(of(map.key()), of(map.value()));
            case Type.Struct struct -> row(struct.fields());
        };
    }

    private static RelDataType primitive(Primitive type) {
        return switch (type) {
            case BOOLEAN -> FACTORY.createSqlType(SqlTypeName.BOOLEAN);
            case INT -> FACTORY.createSqlType(SqlTypeName.INTEGER);
            case LONG -> FACTORY.createSqlType(SqlTypeName.BIGINT);
            case FLOAT -> FACTORY.createSqlType(SqlTypeName.REAL);
            case DOUBLE -> FACTORY.createSqlType(SqlTypeName.DOUBLE);
            case DATE -> FACTORY.createSqlType(SqlTypeName.DATE);
            case TIME -> FACTORY.createSqlType(SqlTypeName.TIME, 6);
            case TIMESTAMP -> FACTORY.createSqlType(SqlTypeName.TIMESTAMP, 6);
            case TIMESTAMPTZ -> FACTORY.createSqlType(SqlTypeName.TIMESTAMP_WITH_LOCAL_TIME_ZONE, 6);
            case STRING ->
                FACTORY.createTypeWithCharsetAndCollation(
                        FACTORY.createSqlType(SqlTypeName.VARCHAR), StandardCharsets.UTF_8, SqlCollation.IMPLICIT);
            case UUID -> FACTORY.createSqlType(SqlTypeName.UUID);
            case BINARY -> FACTORY.createSqlType(SqlTypeName.VARBINARY);
        };
    }

    /** The row type of a table or struct. Its fields can be named through the column, and stay one column in a {@code *}. */
    static RelDataType row(List<Field> fields) {
        RelDataTypeFactory.Builder row = FACTORY.builder().kind(StructKind.PEEK_FIELDS_NO_EXPAND);
        fields.forEach(f -> row.add(f.name(), of(f.type())));
        return row.build();
    }

    /** Our type for one of Calcite's; empty for an interval, an untyped NULL and whatever no column can hold. */
    static Optional<Type> type(RelDataType type) {
        return switch (type.getSqlTypeName()) {
            case BOOLEAN -> Optional.of(Primitive.BOOLEAN);
            case TINYINT, SMALLINT, INTEGER -> Optional.of(Primitive.INT);
            case BIGINT -> Optional.of(Primitive.LONG);
            case REAL -> Optional.of(Primitive.FLOAT);
            case FLOAT, DOUBLE -> Optional.of(Primitive.DOUBLE);
            case DECIMAL ->
                Optional.of(new Type.Decimal(Math.max(1, type.getPrecision()), Math.max(0, type.getScale())));
            case DATE -> Optional.of(Primitive.DATE);
            case TIME -> Optional.of(Primitive.TIME);
            case TIMESTAMP -> Optional.of(Primitive.TIMESTAMP);
            case TIMESTAMP_TZ, TIMESTAMP_WITH_LOCAL_TIME_ZONE -> Optional.of(Primitive.TIMESTAMPTZ);
            case CHAR, VARCHAR -> Optional.of(Primitive.STRING);
            case UUID -> Optional.of(Primitive.UUID);
            case BINARY, VARBINARY -> Optional.of(Primitive.BINARY);
            case ARRAY, MULTISET -> element(type.getComponentType()).map(Type.ListOf::new);
            case MAP ->
                element(type.getKeyType())
                        .flatMap(k -> element(type.getValueType()).map(v -> new Type.MapOf(k, v)));
            case ROW -> struct(type.getFieldList());
            default -> Optional.empty();
        };
    }

    private static Optional<Type> element(@Nullable RelDataType type) {
        return type == null ? Optional.empty() : type(type);
    }

    private static Optional<Type> struct(List<RelDataTypeField> members) {
        List<Field> fields = new ArrayList<>();
        for (RelDataTypeField member : members) {
            Optional<Type> type = type(member.getType());
            if (type.isEmpty()) {
                return Optional.empty();
            }
            fields.add(Field.optional(member.getName(), type.get()));
        }
        return Optional.of(new Type.Struct(fields));
    }
}
