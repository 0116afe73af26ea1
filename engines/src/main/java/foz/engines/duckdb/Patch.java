package foz.engines.duckdb;

import foz.api.engine.Scan;
import foz.api.engine.Target;
import foz.api.engine.WrittenFile;
import foz.engines.database.DuckDb;
import foz.engines.database.ParquetCopy;
import foz.engines.database.ParquetScan;
import foz.engines.database.SqlText;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Rows taken out of a table's files, and others added. Rows are told apart by their place: file and position. Only files that hold rows
 * that go are written again.
 */
final class Patch {

    private final DuckDb database;
    private final Meter meter;
    private final Scan files;
    private final String rows;
    private final String gone;

    /** Of these files; relations are made under the name. */
    Patch(Scan files, String name, Meter meter, DuckDb database) {
        this.database = database;
        this.meter = meter;
        this.files = meter.of(files);
        this.rows = "_job." + SqlText.name("$" + name);
        this.gone = "_job." + SqlText.name("$" + name + "_gone");
        database.execute("CREATE VIEW " + rows + " AS " + ParquetScan.withPlaces(files));
        database.execute("CREATE TABLE " + gone + " (" + ParquetScan.FILE + " BIGINT, " + ParquetScan.ROW + " BIGINT)");
    }

    /** The rows as they stand in the files, with their places. */
    String rows() {
        return rows;
    }

    /** Takes rows out, each of which must be taken once; returns how many they are. */
    long take(String places) {
        return database.asWritten(() -> {
            long before = taken();
            database.execute("INSERT INTO " + gone + " SELECT " + ParquetScan.FILE + ", " + ParquetScan.ROW + " FROM ("
                    + places + ")");
            return taken() - before;
        });
    }

    private long taken() {
        return database.number("SELECT count(*) FROM " + gone);
    }

    /**
     * What was written.
     *
     * @param files new data files
     * @param replaced files that make way for them
     * @param came rows of the new files that are not kept neighbours of rows that went
     */
    record Written(List<WrittenFile> files, List<Path> replaced, long came) {}

    /**
     * Writes the rows that come, and in one pass with them those that stay of the files that others go from.
     *
     * @param coming a SELECT of the target's columns in their order, if any rows come
     */
    Written write(Target target, Optional<String> coming) {
        Map<Integer, Long> goes = goes();
        List<Scan.DataFile> stay = new ArrayList<>();
        List<Integer> old = new ArrayList<>();
        List<Path> replaced = new ArrayList<>();
        long kept = 0;
        for (Map.Entry<Integer, Long> entry : goes.entrySet()) {
            Scan.DataFile file = files.files().get(entry.getKey());
            replaced.add(file.path());
            if (file.rows() > entry.getValue()) {
                stay.add(file);
                old.add(entry.getKey());
                kept += file.rows() - entry.getValue();
            }
        }
        Optional<String> neighbours = stay.isEmpty() ? Optional.empty() : Optional.of(neighbours(target, stay, old));
        String select =
                Stream.of(neighbours, coming).flatMap(Optional::stream).collect(Collectors.joining("\n UNION ALL "));
        List<WrittenFile> written = select.isEmpty()
                ? List.of()
                : database.asWritten(() -> new ParquetCopy(target).write(database, select));
        return new Written(
                written, replaced, written.stream().mapToLong(WrittenFile::rows).sum() - kept);
    }

    private Map<Integer, Long> goes() {
        Map<Integer, Long> counts = new TreeMap<>();
        database.rows(
                "SELECT " + ParquetScan.FILE + ", count(*) FROM " + gone + " GROUP BY ALL",
                row -> counts.put(row.getInt(1), row.getLong(2)));
        return counts;
    }

    /** The rows that stay of some of the files, told by where those stand among all. */
    private String neighbours(Target target, List<Scan.DataFile> stay, List<Integer> old) {
        Scan scan = meter.of(new Scan(files.table(), files.layout(), files.snapshot(), stay));
        String places = "SELECT list_position(" + old + ", " + ParquetScan.FILE + ") - 1 AS file, " + ParquetScan.ROW
                + " AS position FROM " + gone + " WHERE list_contains(" + old + ", " + ParquetScan.FILE + ")";
        return Projection.onto(target.layout(), files.layout().schema()) + " FROM (" + ParquetScan.withPlaces(scan)
                + ") s ANTI JOIN (" + places + ") t ON (s." + ParquetScan.FILE + " = t.file AND s." + ParquetScan.ROW
                + " = t.position)";
    }
}
