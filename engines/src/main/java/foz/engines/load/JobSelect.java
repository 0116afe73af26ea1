package foz.engines.load;

import foz.api.balance.Origin;
import foz.api.engine.Load;
import foz.api.engine.WrittenFile;
import foz.api.plan.Column;
import foz.api.type.Field;
import foz.api.type.Type;
import foz.engines.database.DuckDb;
import foz.engines.database.DuckDbTypes;
import foz.engines.database.SqlText;
import foz.engines.record.ReadPlan;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** The SELECTs of a job: what it decoded as rows of its table, what it refused as rows of the quarantine, and counts of both. */
final class JobSelect {

    private final DuckDb database;
    private final Load job;
    private final ReadPlan plan;

    JobSelect(DuckDb database, Load job, ReadPlan plan) {
        this.database = database;
        this.job = job;
        this.plan = plan;
    }

    /** How a column arrives becomes what it is. */
    @FunctionalInterface
    interface Arrival {

        String sql(Type type, String column);
    }

    /**
     * The columns of the table, each from where it comes; those that no file is read for are NULL.
     *
     * @param from yields {@code c0}, {@code c1}, … in the order of the plan, {@code file} and {@code record}
     */
    String rows(Arrival arrival, String from) {
        Map<String, String> values = new HashMap<>();
        List<Field> fields = plan.fields();
        for (int i = 0; i < fields.size(); i++) {
            values.put(
                    fields.get(i).name().toLowerCase(Locale.ROOT),
                    arrival.sql(fields.get(i).type(), "c" + i));
        }
        values.put(Origin.FILE, "file");
        values.put(Origin.RECORD, "record");
        values.put(Origin.ARRIVED_AT, arrivedAt());
        values.put(Origin.BATCH, SqlText.literal(job.batch()));
        return job.rows().layout().schema().fields().stream()
                .map(f -> values.containsKey(f.name().toLowerCase(Locale.ROOT))
                        ? values.get(f.name().toLowerCase(Locale.ROOT)) + " AS " + SqlText.name(f.name())
                        : DuckDbTypes.empty(f))
                .collect(Collectors.joining(", ", "SELECT ", " FROM " + from));
    }

    /** @param raw the SQL of the original bytes */
    String refused(String raw, String from) {
        boolean personal = job.source().columns().stream().anyMatch(Column::personal);
        return "SELECT id, " + SqlText.literal(job.source().name()) + " AS origin, " + SqlText.literal(job.batch())
                + " AS batch, " + arrivedAt()
                + " AS noticed_at, file_id, file, record, line, byte_offset, column_name, code, NULL AS rule,"
                + " sentence, "
                + raw
                + " AS raw, " + personal + " AS personal FROM " + from;
    }

    /** How many rows of each file the data files hold. */
    Map<Long, Long> count(List<WrittenFile> files, String fileColumn) {
        Map<Long, Long> counts = new HashMap<>();
        if (!files.isEmpty()) {
            database.rows(
                    "SELECT " + SqlText.name(fileColumn) + ", count(*) FROM " + parquet(files) + " GROUP BY ALL",
                    row -> counts.put(row.getLong(1), row.getLong(2)));
        }
        return counts;
    }

    static String parquet(List<WrittenFile> files) {
        List<String> paths = files.stream().map(f -> f.path().toString()).toList();
        return "read_parquet(" + SqlText.literals(paths) + ", hive_partitioning = false)";
    }

    private String arrivedAt() {
        long micros = Math.addExact(
                Math.multiplyExact(job.arrivedAt().getEpochSecond(), 1_000_000L),
                job.arrivedAt().getNano() / 1000);
        return "make_timestamptz(" + micros + ")";
    }
}
