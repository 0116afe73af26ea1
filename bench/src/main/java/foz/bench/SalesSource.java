package foz.bench;

import foz.api.balance.Origin;
import foz.api.balance.Quarantine;
import foz.api.engine.Load;
import foz.api.engine.LoadFile;
import foz.api.engine.Target;
import foz.api.failure.Place;
import foz.api.plan.Column;
import foz.api.plan.FilePolicy;
import foz.api.plan.Format;
import foz.api.plan.KeepRaw;
import foz.api.plan.SourcePlan;
import foz.api.plan.SourcePlan.Drift;
import foz.api.type.Field;
import foz.api.type.Layout;
import foz.api.type.TypeText;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The source of the sales file: as a plan, as a job, and as DuckDB would read it. */
final class SalesSource {

    static final Place PLACE = new Place("foz.yaml", 1, 1);

    private SalesSource() {}

    static SourcePlan plan() {
        List<Column> columns = List.of(
                column("order_id", "long", "Order ID"),
                column("product", "string", "Product"),
                column("quantity", "int", "Quantity Ordered"),
                column("price", "decimal(12,2)", "Price Each"),
                column("ordered_at", "timestamp", "Order Date", "MM/dd/yy HH:mm"),
                column("address", "string", "Purchase Address"));
        return new SourcePlan(
                "sales",
                "files",
                PLACE,
                new Format.Csv(Format.Dialect.STANDARD),
                columns,
                Set.of("blank-row", "repeated-header"),
                Drift.QUARANTINE,
                FilePolicy.STANDARD,
                1,
                KeepRaw.NONE,
                List.of(),
                PLACE);
    }

    static Load job(Path file, Path folder) {
        SourcePlan source = plan();
        List<Field> fields = new ArrayList<>();
        source.columns().forEach(c -> fields.add(c.field()));
        fields.addAll(Origin.COLUMNS);
        return new Load(
                "bench",
                Instant.EPOCH,
                source,
                ZoneId.of("America/Sao_Paulo"),
                List.of(new LoadFile.Whole(1, file.toString(), () -> Files.newInputStream(file))),
                new Target(source.table(), layout(fields), List.of(), folder, "rows-"),
                new Target(Quarantine.TABLE, layout(Quarantine.SCHEMA.fields()), List.of(), folder, "bad-"),
                read -> {});
    }

    /** DuckDB's own typed reading and writing. It leaves the bad rows out, as it must to come to an end. */
    static String duckDb(Path file, Path to) {
        return "COPY (SELECT * FROM read_csv('" + file
                + "', auto_detect = false, header = true, delim = ',', quote = '\"', "
                + "escape = '\"', timestampformat = '%m/%d/%y %H:%M', ignore_errors = true, columns = {"
                + "'order_id': 'BIGINT', 'product': 'VARCHAR', 'quantity': 'INTEGER', 'price': 'DECIMAL(12,2)', "
                + "'ordered_at': 'TIMESTAMP', 'address': 'VARCHAR'})) TO '" + to
                + "' (FORMAT parquet, COMPRESSION zstd)";
    }

    private static Column column(String name, String type, String from, String... patterns) {
        return new Column(name, TypeText.parse(type).orElseThrow(), from, false, List.of(patterns), false, PLACE);
    }

    private static Layout layout(List<Field> fields) {
        List<Layout.Column> columns = new ArrayList<>();
        for (Field field : fields) {
            columns.add(new Layout.Column(field, columns.size() + 1, List.of()));
        }
        return new Layout(columns);
    }
}
