package foz.lake;

import foz.api.failure.FozException;
import foz.api.plan.PartitionField;
import foz.api.type.Field;
import foz.api.type.Schema;
import foz.api.type.TableName;
import foz.api.type.Type;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.iceberg.BaseTable;
import org.apache.iceberg.SortOrder;
import org.apache.iceberg.TableMetadata;
import org.apache.iceberg.TableProperties;
import org.apache.iceberg.UpdatePartitionSpec;
import org.apache.iceberg.UpdateSchema;
import org.apache.iceberg.types.TypeUtil;
import org.apache.iceberg.types.Types.NestedField;

/** How a table gets the columns and the partitioning that are wanted of it: new, by additions and promotions, or all anew. */
final class Evolution {

    private static final Map<String, String> PROPERTIES = Map.of(
            TableProperties.FORMAT_VERSION, "2",
            TableProperties.DEFAULT_FILE_FORMAT, "parquet",
            TableProperties.PARQUET_COMPRESSION, "zstd",
            TableProperties.METADATA_DELETE_AFTER_COMMIT_ENABLED, "true",
            TableProperties.METADATA_PREVIOUS_VERSIONS_MAX, "20",
            TableProperties.METADATA_COMPRESSION, "gzip");

    private final TableName table;

    Evolution(TableName table) {
        this.table = table;
    }

    /** A table that was not there. */
    TableMetadata create(Schema schema, List<PartitionField> partitionBy, String location) {
        org.apache.iceberg.Schema columns = Columns.fresh(schema);
        return TableMetadata.newTableMetadata(
                columns, Partitions.spec(table, columns, partitionBy), SortOrder.unsorted(), location, PROPERTIES);
    }

    /** Adds what is missing, in the order that is wanted; what is no longer wanted stays behind it and is optional. */
    void extend(StagedTable staged, Schema wanted, List<PartitionField> partitionBy) {
        BaseTable iceberg = staged.table();
        UpdateSchema update = iceberg.updateSchema();
        merge(update, Optional.empty(), iceberg.schema().columns(), wanted.fields());
        order(update, iceberg.schema(), wanted);
        if (!update.apply().sameSchema(iceberg.schema())) {
            update.commit();
        }
        if (!Partitions.fields(iceberg.spec()).equals(named(iceberg.schema(), partitionBy))) {
            repartition(iceberg, partitionBy);
        }
    }

    private void merge(UpdateSchema update, Optional<String> parent, List<NestedField> have, List<Field> wanted) {
        Map<String, NestedField> unwanted = new HashMap<>();
        have.forEach(f -> unwanted.put(f.name().toLowerCase(java.util.Locale.ROOT), f));
        for (Field f : wanted) {
            NestedField old = unwanted.remove(f.name().toLowerCase(java.util.Locale.ROOT));
            if (old == null) {
                update.addColumn(parent.orElse(null), f.name(), Columns.fresh(f.type()));
            } else {
                String path = join(parent, old.name());
                merge(update, path, old.type(), f.type());
                relax(update, path, old.isRequired() && !f.required());
            }
        }
        unwanted.values().forEach(old -> relax(update, join(parent, old.name()), old.isRequired()));
    }

    private static void order(UpdateSchema update, org.apache.iceberg.Schema have, Schema wanted) {
        List<String> names = wanted.fields().stream()
                .map(f -> column(have, f.name()).map(NestedField::name).orElse(f.name()))
                .toList();
        for (int i = 0; i < names.size(); i++) {
            if (i == 0) {
                update.moveFirst(names.get(i));
            } else {
                update.moveAfter(names.get(i), names.get(i - 1));
            }
        }
    }

    /** A column of the table's own, by its name in whatever case. */
    private static Optional<NestedField> column(org.apache.iceberg.Schema schema, String name) {
        return schema.columns().stream()
                .filter(f -> f.name().equalsIgnoreCase(name))
                .findFirst();
    }

    /** Gives a column another name; nothing when it isn't there, or the name is taken. */
    void rename(StagedTable staged, String from, String to) {
        BaseTable iceberg = staged.table();
        refuseNested(iceberg.schema(), from, to);
        Optional<NestedField> old = column(iceberg.schema(), from);
        if (old.isPresent() && column(iceberg.schema(), to).isEmpty()) {
            iceberg.updateSchema().renameColumn(old.get().name(), to).commit();
        }
    }

    /** Data files name the parts of a struct, and DuckDB finds them by these names alone. */
    private void refuseNested(org.apache.iceberg.Schema schema, String from, String to) {
        boolean isPart = column(schema, from).isEmpty() && schema.caseInsensitiveFindField(from) != null;
        if (isPart) {
            throw new FozException(LakeFailure.NESTED_RENAME, "table", table, "column", from, "name", to);
        }
    }

    /** Takes a column out, and out of the partitioning; nothing when it isn't there. */
    void drop(StagedTable staged, String name) {
        BaseTable iceberg = staged.table();
        Optional<NestedField> column = column(iceberg.schema(), name);
        if (column.isEmpty()) {
            return;
        }
        List<PartitionField> have = Partitions.fields(iceberg.spec());
        List<PartitionField> left = have.stream()
                .filter(f -> !f.column().equals(column.get().name()))
                .toList();
        if (left.size() < have.size()) {
            repartition(iceberg, left);
        }
        iceberg.updateSchema().deleteColumn(column.get().name()).commit();
    }

    private static void relax(UpdateSchema update, String path, boolean needed) {
        if (needed) {
            update.makeColumnOptional(path);
        }
    }

    private void merge(UpdateSchema update, String path, org.apache.iceberg.types.Type have, Type wanted) {
        switch (wanted) {
            case Type.Struct struct
            when have.isStructType() ->
                merge(update, Optional.of(path), have.asStructType().fields(), struct.fields());
            case Type.ListOf list
            when have.isListType() ->
                merge(update, path + ".element", have.asListType().elementType(), list.element());
            case Type.MapOf map
            when have.isMapType() && sameKey(have.asMapType().keyType(), map.key()) ->
                merge(update, path + ".value", have.asMapType().valueType(), map.value());
            default -> promote(update, path, have, Columns.fresh(wanted));
        }
    }

    private void promote(
            UpdateSchema update,
            String path,
            org.apache.iceberg.types.Type have,
            org.apache.iceberg.types.Type wanted) {
        if (have.equals(wanted)) {
            return;
        }
        if (!wanted.isPrimitiveType() || !TypeUtil.isPromotionAllowed(have, wanted.asPrimitiveType())) {
            throw new FozException(
                    LakeFailure.INCOMPATIBLE_TYPE, "table", table, "column", path, "found", have, "expected", wanted);
        }
        update.updateColumn(path, wanted.asPrimitiveType());
    }

    private boolean sameKey(org.apache.iceberg.types.Type have, Type wanted) {
        return Columns.type(table, "key", have).equals(wanted);
    }

    private static String join(Optional<String> parent, String name) {
        return parent.map(p -> p + "." + name).orElse(name);
    }

    /** New files are laid out anew, old ones stay as they are. */
    private void repartition(BaseTable iceberg, List<PartitionField> wanted) {
        List<PartitionField> named = named(iceberg.schema(), wanted);
        List<PartitionField> have = Partitions.fields(iceberg.spec());
        UpdatePartitionSpec update = iceberg.updateSpec();
        have.stream()
                .filter(f -> !named.contains(f))
                .forEach(f -> update.removeField(Partitions.term(table, iceberg.schema(), f)));
        named.stream()
                .filter(f -> !have.contains(f))
                .forEach(f -> update.addField(Partitions.term(table, iceberg.schema(), f)));
        update.commit();
    }

    private static List<PartitionField> named(org.apache.iceberg.Schema schema, List<PartitionField> fields) {
        return fields.stream()
                .map(f -> {
                    NestedField column = schema.caseInsensitiveFindField(f.column());
                    return column == null ? f : new PartitionField(f.transform(), column.name(), f.width());
                })
                .toList();
    }

    /**
     * Exactly these columns and this partitioning, beginning without a snapshot; the old ones stay in the table's history. A column
     * keeps its id where name and type still fit.
     */
    void rebuild(StagedTable staged, Schema wanted, List<PartitionField> partitionBy) {
        setAside(staged.table(), wanted);
        TableMetadata old = staged.current();
        org.apache.iceberg.Schema columns = Columns.fresh(wanted);
        TableMetadata anew = old.buildReplacement(
                columns,
                Partitions.spec(table, columns, partitionBy),
                SortOrder.unsorted(),
                old.location(),
                old.properties());
        staged.commit(old, anew);
    }

    /** Iceberg hands ids on by name alone, so a column whose type no longer fits gives up its name first. */
    private void setAside(BaseTable iceberg, Schema wanted) {
        List<NestedField> misfits = iceberg.schema().columns().stream()
                .filter(old -> wanted.fields().stream()
                        .anyMatch(f -> f.name().equals(old.name()) && !fits(old.type(), f.type())))
                .toList();
        if (misfits.isEmpty()) {
            return;
        }
        UpdateSchema update = iceberg.updateSchema();
        misfits.forEach(old -> update.renameColumn(old.name(), old.name() + "__was_" + old.fieldId()));
        update.commit();
    }

    private boolean fits(org.apache.iceberg.types.Type have, Type wanted) {
        return switch (wanted) {
            case Type.Struct struct ->
                have.isStructType()
                        && struct.fields().stream().allMatch(f -> {
                            NestedField old = have.asStructType().field(f.name());
                            return old == null || fits(old.type(), f.type());
                        });
            case Type.ListOf list -> have.isListType() && fits(have.asListType().elementType(), list.element());
            case Type.MapOf map ->
                have.isMapType()
                        && sameKey(have.asMapType().keyType(), map.key())
                        && fits(have.asMapType().valueType(), map.value());
            case Type.Primitive p -> fitsPrimitive(have, p);
            case Type.Decimal d -> fitsPrimitive(have, d);
        };
    }

    private static boolean fitsPrimitive(org.apache.iceberg.types.Type have, Type wanted) {
        return TypeUtil.isPromotionAllowed(have, Columns.fresh(wanted).asPrimitiveType());
    }
}
