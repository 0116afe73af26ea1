package foz.app.platform;

import foz.api.engine.SystemRows;
import foz.api.lake.FileInfo;
import foz.api.lake.Lake;
import foz.api.lake.Snapshot;
import foz.api.type.Field;
import foz.api.type.Schema;
import foz.api.type.TableName;
import foz.api.type.Type.Primitive;
import foz.app.json.Json;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the catalogue knows of a table's making, as tables: {@code "orders$snapshots"}, {@code "orders$history"} and {@code "orders$files"},
 * with the names and columns that they have in Trino. They cost reading manifests, so they are made when somebody asks.
 */
final class HistoryTables {

    private static final Schema SNAPSHOTS = new Schema(List.of(
            Field.required("committed_at", Primitive.TIMESTAMPTZ),
            Field.required("snapshot_id", Primitive.LONG),
            Field.optional("parent_id", Primitive.LONG),
            Field.required("operation", Primitive.STRING),
            Field.required("is_current", Primitive.BOOLEAN),
            Field.required("program", Primitive.STRING),
            Field.optional("batch", Primitive.STRING),
            Field.required("summary", Primitive.STRING)));

    private static final Schema HISTORY = new Schema(List.of(
            Field.required("made_current_at", Primitive.TIMESTAMPTZ),
            Field.required("snapshot_id", Primitive.LONG),
            Field.optional("parent_id", Primitive.LONG),
            Field.required("is_current_ancestor", Primitive.BOOLEAN)));

    private static final Schema FILES = new Schema(List.of(
            Field.required("file_path", Primitive.STRING),
            Field.required("record_count", Primitive.LONG),
            Field.required("file_size_in_bytes", Primitive.LONG),
            Field.required("partition", Primitive.STRING),
            Field.required("lower_bounds", Primitive.STRING),
            Field.required("upper_bounds", Primitive.STRING)));

    private HistoryTables() {}

    /** The rows of such a table; empty for other names. */
    static Optional<SystemRows> of(Lake lake, TableName part) {
        TableName table = part.whole();
        if (table.equals(part) || lake.table(table).isEmpty()) {
            return Optional.empty();
        }
        return switch (part.name().substring(table.name().length() + 1)) {
            case "snapshots" -> Optional.of(new SystemRows(part, SNAPSHOTS, snapshots(lake, table)));
            case "history" -> Optional.of(new SystemRows(part, HISTORY, history(lake, table)));
            case "files" -> Optional.of(new SystemRows(part, FILES, files(lake, table)));
            default -> Optional.empty();
        };
    }

    private static List<List<@Nullable Object>> snapshots(Lake lake, TableName table) {
        return lake.history().snapshots(table).stream()
                .map(s -> Arrays.<@Nullable Object>asList(
                        s.at(),
                        s.id(),
                        parent(s),
                        s.operation(),
                        s.current(),
                        s.program(),
                        s.batch().orElse(null),
                        Json.line(s.summary())))
                .toList();
    }

    private static List<List<@Nullable Object>> history(Lake lake, TableName table) {
        List<Snapshot> snapshots = lake.history().snapshots(table);
        Set<Long> ancestors = ancestors(snapshots);
        return snapshots.stream()
                .map(s -> Arrays.<@Nullable Object>asList(s.at(), s.id(), parent(s), ancestors.contains(s.id())))
                .toList();
    }

    /** The current snapshot and those it came from. */
    private static Set<Long> ancestors(List<Snapshot> snapshots) {
        Map<Long, Snapshot> byId = new HashMap<>();
        snapshots.forEach(s -> byId.put(s.id(), s));
        Set<Long> ancestors = new HashSet<>();
        Optional<Snapshot> at = snapshots.stream().filter(Snapshot::current).findFirst();
        while (at.isPresent() && ancestors.add(at.get().id())) {
            Snapshot child = at.get();
            at = child.parent().isPresent()
                    ? Optional.ofNullable(byId.get(child.parent().getAsLong()))
                    : Optional.empty();
        }
        return ancestors;
    }

    private static @Nullable Long parent(Snapshot snapshot) {
        return snapshot.parent().isPresent() ? snapshot.parent().getAsLong() : null;
    }

    private static List<List<@Nullable Object>> files(Lake lake, TableName table) {
        return lake.history().files(table).stream().map(HistoryTables::cells).toList();
    }

    private static List<@Nullable Object> cells(FileInfo file) {
        return Arrays.asList(
                file.path().toString(),
                file.rows(),
                file.bytes(),
                Json.line(file.partition().stream().map(v -> v.orElse(null)).toList()),
                Json.line(file.lower()),
                Json.line(file.upper()));
    }
}
