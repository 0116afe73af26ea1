package foz.engines.duckdb;

import foz.api.engine.Answer;
import foz.api.engine.Limits;
import foz.api.engine.Session;
import foz.api.failure.FozException;
import foz.engines.database.DuckDb;
import foz.engines.database.DuckDbError;
import foz.engines.database.EngineFailure;
import foz.engines.database.EngineOptions;
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
import java.util.Set;
import java.util.function.Consumer;

/**
 * A database in memory that holds views over the tables' data files and can open nothing else: external access is off but for those
 * files and a private folder for exports, and the configuration is locked. Every question goes through the {@link Gate} first.
 */
final class LockedSession implements Session {

    private final SessionTables tables;
    private final Limits limits;
    private final Path scratch;
    private volatile Inside inside;
    private volatile boolean stopped;

    private LockedSession(SessionTables tables, Limits limits, Path scratch) {
        this.tables = tables;
        this.limits = limits;
        this.scratch = scratch;
        this.inside = inside();
    }

    static LockedSession open(SessionTables tables, Limits limits, Path scratch) {
        return new LockedSession(tables, limits, scratch);
    }

    /** A locked database with the tables in it. */
    private Inside inside() {
        DuckDb database = DuckDb.open(new EngineOptions(limits.memoryBytes(), limits.threads(), scratch));
        try {
            Set<String> files = tables.makeIn(database);
            Path exports = Files.createDirectory(database.folder().resolve("exports"));
            database.set("parquet_metadata_cache", "true");
            Stream stream = database.stream();
            lock(database, files, exports);
            return new Inside(database, stream, exports);
        } catch (FozException e) {
            database.close();
            throw e;
        } catch (IOException e) {
            database.close();
            throw unwritable(e);
        }
    }

    /** What the question needs is there when it is asked; a snapshot with other files may take another database. */
    private Question let(String sql) {
        Gate.Passed passed = new Gate(inside.database(), tables).let(sql);
        if (tables.outgrow()) {
            inside.close();
            inside = inside();
        }
        tables.prepare(inside.database(), passed.question(), passed.named());
        return passed.question();
    }

    private static void lock(DuckDb database, Set<String> files, Path exports) {
        database.set("allowed_paths", SqlText.literals(files));
        database.set("allowed_directories", SqlText.literals(List.of(exports.toString())));
        database.set("enable_external_access", "false");
        database.set("lock_configuration", "true");
    }

    @Override
    public void ask(String sql, Consumer<Answer> reader) {
        run(let(sql), () -> inside.stream().statement(), (result, question) -> {
            reader.accept(new StreamedAnswer(result, () -> stopped, e -> failure(e, question)));
            return 0;
        });
    }

    @Override
    public long write(String sql, Path file) {
        if (Files.exists(file)) {
            throw new FozException(EngineFailure.DATA_FILE_EXISTS, "file", file);
        }
        Question question = let(sql);
        Path export = inside.exports().resolve("export.parquet");
        Question copy = question.after("COPY (" + "SELECT " + exactColumns(question) + " FROM (")
                .before("\n)) TO " + SqlText.literal(export.toString())
                        + " (FORMAT parquet, COMPRESSION zstd, RETURN_STATS)");
        try {
            long rows = run(
                    copy,
                    () -> inside.database().statement(),
                    (result, q) -> result.next() ? result.getLong("count") : 0);
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
        run(question.after("DESCRIBE "), () -> inside.database().statement(), (result, q) -> {
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
        return error.capacity().isEmpty() && error.isAboutSql()
                ? question.wrong(error, e)
                : inside.database().failure(e);
    }

    private FozException failureOfAskingAgain(SQLException lost, Question question) {
        try (Statement statement = inside.database().statement()) {
            statement.execute(question.text());
        } catch (SQLException e) {
            return failure(e, question);
        }
        return inside.database().failure(lost);
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
        inside.database().cancel();
    }

    @Override
    public void close() {
        inside.close();
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

    /** The database, the connection whose answers are computed while they are read, and a folder for exports. */
    private record Inside(DuckDb database, Stream stream, Path exports) {

        void close() {
            try (DuckDb closing = database) {
                stream.close();
            } catch (SQLException e) {
                throw database.failure(e);
            }
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
