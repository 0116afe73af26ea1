package foz.bench;

import foz.engines.database.DuckDb;
import foz.engines.database.EngineOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * Files of made-up sales, day after day, about 60 bytes a row, the same each time: a hundredth of the base's rows a day, a thousand
 * products, two hundred stores; of what comes after the base two rows in a hundred are up to a week late.
 */
final class SalesDays {

    private static final int DAYS = 100;

    private final Path folder;
    private final long rows;
    private final int files;
    private final int more;

    SalesDays(Path folder, long rows, int files, int more) {
        this.folder = folder;
        this.rows = rows;
        this.files = files;
        this.more = more;
    }

    /** Writes them, unless they are there. */
    void write() throws IOException {
        if (Files.exists(folder)) {
            return;
        }
        Path half = Files.createDirectories(folder.resolveSibling("half-written-days"));
        try (DuckDb database = DuckDb.open(new EngineOptions(
                EngineOptions.STANDARD_MEMORY, Runtime.getRuntime().availableProcessors(), half))) {
            for (int i = 0; i < files; i++) {
                write(database, half.resolve("base-" + i + ".csv"), rows * i / files, rows * (i + 1) / files, 0);
            }
            for (int i = 0; i < more; i++) {
                long from = rows + rows / DAYS * i;
                write(database, half.resolve("more-" + i + ".csv"), from, from + rows / DAYS, 2);
            }
        }
        Files.move(half, folder, StandardCopyOption.ATOMIC_MOVE);
    }

    private void write(DuckDb database, Path file, long from, long to, int latePercent) {
        String at = "TIMESTAMP '2026-01-01 00:00:00' + to_microseconds(CAST(i * (86400000000.0 / " + rows / DAYS
                + ") AS BIGINT))";
        String late = "CASE WHEN hash(i, 5) % 100 < " + latePercent
                + " THEN to_hours(CAST(hash(i, 6) % 168 AS INTEGER))" + " ELSE to_hours(0) END";
        database.execute("COPY (SELECT i + 1000000 AS order_id, 'Product ' || (hash(i, 1) % 1000) AS product,"
                + " 'Store ' || (hash(i, 2) % 200) AS store, 1 + hash(i, 3) % 4 AS quantity,"
                + " CAST((100 + hash(i, 4) % 90000) / 100 AS DECIMAL(12,2)) AS price,"
                + " strftime(" + at + " - " + late + ", '%Y-%m-%d %H:%M:%S') AS sold_at"
                + " FROM range(" + from + ", " + to + ") r(i)) TO '" + file + "' (FORMAT csv, HEADER)");
    }
}
