package foz.engines.duckdb;

import foz.api.engine.Answer;
import foz.api.engine.Limits;
import foz.api.engine.Scan;
import foz.api.engine.Session;
import foz.api.engine.SystemRows;
import foz.api.failure.FozException;
import foz.api.type.TableName;
import foz.engines.database.Catalog;
import foz.engines.database.DuckDb;
import foz.engines.database.DuckDbError;
import foz.engines.database.EngineFailure;
import foz.engines.database.EngineOptions;
import foz.engines.database.ParquetScan;
import foz.engines.database.SqlText;
import foz.engines.database.Stream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/**
 * A database in memory that holds views over the tables' data files and can open nothing else: external access is off but for those
 * files and a private folder for exports, and the configuration is locked. Every question goes through the {@link Gate} first.
 */
final class LockedSession implements Session {

    private final DuckDb database;
    private final Stream stream;
    private final Limits limits;
    private final Gate gate;
    private final Path exports;
    private volatile boolean stopped;

    private LockedSession(DuckDb database, Stream stream, Limits limits, List<TableName> tables, Path exports) {
        this.database = database;
        this.stream = stream;
        this.limits = limits;
        this.gate = new Gate(database, tables);
        this.exports = exports;
    }

    static LockedSession open(List<Scan> tables, List<SystemRows> systemTables, Limits limits, Path scratch) {
        DuckDb database = DuckDb.open(new EngineOptions(limits.memoryBytes(), limits.threads(), scratch));
        try {
            List<TableName> names = new ArrayList<>();
            List<String> files = new ArrayList<>();
            for (Scan table : tables) {
                Catalog.view(database, table.table(), ParquetScan.visibleFirst(table));
                names.add(table.table());
                table.files().forEach(f -> files.add(f.path().toString()));
            }
            for (SystemRows rows : systemTables) {
                SystemTable.create(database, rows);
                names.add(rows.table());
            }
            Path exports = Files.createDirectory(database.folder().resolve("exports"));
            Stream stream = database.stream();
            lock(database, files, exports);
            return new LockedSession(database, stream, limits, names, exports);
        } catch (FozException e) {
            database.close();
            throw e;
        } catch (IOException e) {
            database.close();
            throw unwritable(e);
        }
    }

    private static void lock(DuckDb database, List<String> files, Path exports) {
        database.set("allowed_paths", SqlText.literals(files));
        database.set("allowed_directories", SqlText.literals(List.of(exports.toString())));
        database.set("enable_external_access", "false");
        database.set("lock_configuration", "true");
    }

    @Override
    public void ask(String sql, Consumer<Answer> reader) {
        run(gate.let(sql), stream::statement, (result, question) -> {
            reader.accept(new StreamedAnswer(result, () -> stopped, e -> failure(e, question)));
            return 0;
        });
    }

    @Override
    public long write(String sql, Path file) {
        if (Files.exists(file)) {
            throw new FozException(EngineFailure.DATA_FILE_EXISTS, "file", file);
        }
        Question question = gate.let(sql);
        Path export = exports.resolve("export.parquet");
        Question copy = question.after("COPY (" + "SELECT " + exactColumns(question) + " FROM (")
                .before("\n)) TO " + SqlText.literal(export.toString())
                        + " (FORMAT parquet, COMPRESSION zstd, RETURN_STATS)");
        try {
            long rows = run(copy, database::statement, (result, q) -> result.next() ? result.getLong("count") : 0);
            Files.move(export, file);
            return rows;
        } catch (IOException e) {
            throw unwritable(e);
        } finally {
            remove(export);
        }
    }

    /** Parquet has no 128-bit integers; DuckDB would write them as floating-point numbers. */
    private String exactColumns(Question question) {
        List<String> replaced = new ArrayList<>();
        run(question.after("DESCRIBE "), database::statement, (result, q) -> {
            while (result.next()) {
                String name = SqlText.name(result.getString("column_name"));
                if (result.getString("column_type").endsWith("HUGEINT")) {
                    replaced.add("CAST(" + name + " AS DECIMAL(38,0)) AS " + name);
                }
            }
            return 0;
        });
        return replaced.isEmpty() ? "*" : "* REPLACE (" + String.join(", ", replaced) + ")";
    }

    private long run(Question question, Asker asker, Reader reader) {
        stopped = false;
        try (Deadline deadline = Deadline.of(limits.timeout(), this::cancel)) {
            try (Statement statement = asker.statement();
                    ResultSet result = statement.executeQuery(question.text())) {
                return reader.read(result, question);
            } catch (SQLException e) {
                throw timely(failure(e, question), deadline);
            } catch (FozException e) {
                throw timely(e, deadline);
            }
        }
    }

    private FozException failure(SQLException e, Question question) {
        if (stopped) {
            // Interrupted at an unlucky moment, the driver says something else, such as "Invalid result set".
            return new FozException(e, EngineFailure.CANCELLED);
        }
        DuckDbError error = DuckDbError.of(e);
        if (Stream.hasLostReason(error)) {
            return failureOfAskingAgain(e, question);
        }
        return error.capacity().isEmpty() && error.isAboutSql() ? question.wrong(error, e) : database.failure(e);
    }

    private FozException failureOfAskingAgain(SQLException lost, Question question) {
        try (Statement statement = database.statement()) {
            statement.execute(question.text());
        } catch (SQLException e) {
            return failure(e, question);
        }
        return database.failure(lost);
    }

    private FozException timely(FozException failure, Deadline deadline) {
        if (!deadline.hasPassed() || failure.code() != EngineFailure.CANCELLED) {
            return failure;
        }
        String limit = limits.timeout().toString().substring(2).toLowerCase(Locale.ROOT);
        return new FozException(failure, EngineFailure.TIMED_OUT, "limit", limit);
    }

    @Override
    public void cancel() {
        stopped = true;
        database.cancel();
    }

    @Override
    public void close() {
        try (DuckDb closing = database) {
            stream.close();
        } catch (SQLException e) {
            throw database.failure(e);
        }
    }

    private static FozException unwritable(IOException e) {
        return new FozException(e, EngineFailure.DATA_FILE_UNWRITABLE, "detail", e.toString());
    }

    private static void remove(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw unwritable(e);
        }
    }

    /** Makes a statement on one of the connections. */
    @FunctionalInterface
    private interface Asker {
        Statement statement() throws SQLException;
    }

    /** Reads a result. */
    @FunctionalInterface
    private interface Reader {
        long read(ResultSet result, Question question) throws SQLException;
    }
}
