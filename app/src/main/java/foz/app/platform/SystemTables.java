package foz.app.platform;

import foz.api.balance.Balance;
import foz.api.balance.BatchRow;
import foz.api.balance.Quarantine;
import foz.api.engine.SystemRows;
import foz.api.lake.FileEntry;
import foz.api.lake.Lake;
import foz.api.lake.Ledger;
import foz.api.type.Field;
import foz.api.type.Schema;
import foz.api.type.TableName;
import foz.api.type.Type.Primitive;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What the catalogue knows beside the tables, as tables: {@code system.batches}, {@code system.files}, {@code system.statuses}. */
public final class SystemTables {

    private static final Schema BATCHES = new Schema(List.of(
            Field.required("batch", Primitive.STRING),
            Field.required("edge", Primitive.STRING),
            Field.required("origin", Primitive.STRING),
            Field.optional("file_id", Primitive.LONG),
            Field.required("how", Primitive.STRING),
            Field.required("computed_at", Primitive.TIMESTAMPTZ),
            Field.required("received", Primitive.LONG),
            Field.required("filtered", Primitive.LONG),
            Field.required("written", Primitive.LONG),
            Field.required("quarantined", Primitive.LONG),
            Field.required("ignored", Primitive.LONG),
            Field.required("dropped", Primitive.LONG),
            Field.required("duplicate", Primitive.LONG),
            Field.required("conflicting", Primitive.LONG),
            Field.required("warned", Primitive.LONG),
            Field.required("closes", Primitive.BOOLEAN)));

    private static final Schema FILES = new Schema(List.of(
            Field.required("file_id", Primitive.LONG),
            Field.required("source", Primitive.STRING),
            Field.required("name", Primitive.STRING),
            Field.required("state", Primitive.STRING),
            Field.required("stored_bytes", Primitive.LONG),
            Field.required("bytes", Primitive.LONG),
            Field.required("records", Primitive.LONG),
            Field.required("sha256", Primitive.STRING),
            Field.required("modified_at", Primitive.TIMESTAMPTZ),
            Field.required("arrived_at", Primitive.TIMESTAMPTZ),
            Field.required("batch", Primitive.STRING),
            Field.optional("copy_of", Primitive.LONG)));

    private static final Schema STATUSES =
            new Schema(List.of(Field.required("id", Primitive.STRING), Field.required("status", Primitive.STRING)));

    private SystemTables() {}

    /** All of them, as of now. */
    public static List<SystemRows> of(Lake lake) {
        Ledger ledger = lake.ledger();
        List<BatchRow> accounts = ledger.accounts();
        return List.of(batches(accounts), files(ledger, accounts), statuses(ledger.statuses()));
    }

    private static SystemRows batches(List<BatchRow> accounts) {
        return rows(
                "batches", BATCHES, accounts.stream().map(SystemTables::cells).toList());
    }

    private static List<@Nullable Object> cells(BatchRow row) {
        Balance b = row.balance();
        return Arrays.asList(
                row.batch(),
                row.edge(),
                row.origin(),
                row.file().isPresent() ? row.file().getAsLong() : null,
                row.how(),
                row.at(),
                b.received(),
                b.filtered(),
                b.written(),
                b.quarantined(),
                b.ignored(),
                b.dropped(),
                b.duplicate(),
                b.conflicting(),
                row.warned(),
                b.closes());
    }

    private static SystemRows files(Ledger ledger, List<BatchRow> accounts) {
        Set<String> sources = new TreeSet<>();
        accounts.stream().filter(row -> row.file().isPresent()).forEach(row -> sources.add(row.origin()));
        List<List<@Nullable Object>> cells = new ArrayList<>();
        for (String source : sources) {
            ledger.files(source).forEach(file -> cells.add(cells(file)));
        }
        return rows("files", FILES, cells);
    }

    private static List<@Nullable Object> cells(FileEntry f) {
        return Arrays.asList(
                f.id(),
                f.source(),
                f.name(),
                f.state().name().toLowerCase(java.util.Locale.ROOT),
                f.storedBytes(),
                f.bytes(),
                f.records(),
                f.sha256(),
                f.modifiedAt(),
                f.arrivedAt(),
                f.batch(),
                f.copyOf().orElse(null));
    }

    private static SystemRows statuses(Map<String, Quarantine.Status> statuses) {
        List<List<@Nullable Object>> cells = new ArrayList<>();
        statuses.forEach(
                (id, status) -> cells.add(Arrays.asList(id, status.name().toLowerCase(java.util.Locale.ROOT))));
        return rows("statuses", STATUSES, cells);
    }

    private static SystemRows rows(String name, Schema schema, List<List<@Nullable Object>> cells) {
        return new SystemRows(new TableName("system", name), schema, cells);
    }
}
