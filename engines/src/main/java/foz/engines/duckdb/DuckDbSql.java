package foz.engines.duckdb;

import foz.api.balance.Origin;
import foz.api.failure.Checked;
import foz.api.failure.Nearest;
import foz.api.failure.Place;
import foz.api.failure.Problem;
import foz.api.sql.Query;
import foz.api.sql.SqlFront;
import foz.api.type.Field;
import foz.api.type.Schema;
import foz.api.type.TableName;
import foz.api.type.Type;
import foz.engines.database.Catalog;
import foz.engines.database.DuckDb;
import foz.engines.database.DuckDbError;
import foz.engines.database.DuckDbTypeText;
import foz.engines.database.DuckDbTypes;
import foz.engines.database.EngineOptions;
import foz.engines.duckdb.SqlTree.Call;
import foz.engines.duckdb.SqlTree.TableReference;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The front for tables that say {@code sql: duckdb}: DuckDB's own parser and binder check a query against empty tables. Nobody knows
 * what such a query does to single rows, so it is computed whole, and where its columns come from isn't told. Hidden origin columns
 * are left out of what it yields.
 */
public final class DuckDbSql implements SqlFront {

    private static final String REASON = "it is written in DuckDB's own SQL, which Foz does not look into";
    private static final long MEMORY = 128L << 20;

    private final EngineOptions options;

    /** A front that keeps its scratch data under this folder. */
    public DuckDbSql(Path scratch) {
        this.options = new EngineOptions(MEMORY, 1, scratch);
    }

    @Override
    public Checked<Query> query(TableName table, String sql, Place file, Map<TableName, Schema> tables, ZoneId zone) {
        SqlSpot spot = new SqlSpot(Gate.withoutSemicolon(sql), file);
        try (DuckDb database = DuckDb.open(options)) {
            SqlTree tree = SqlTree.of(spot.text(), database);
            List<Problem> problems = problems(tree, spot, tables.keySet());
            if (!problems.isEmpty()) {
                return new Checked.Refused<>(problems);
            }
            Set<TableName> inputs = new LinkedHashSet<>(names(tree));
            tables.forEach((input, columns) -> {
                if (inputs.contains(input)) {
                    createEmpty(database, input, columns);
                }
            });
            Question question = Gate.renamed(tree, spot.text(), spot.text(), "");
            List<Field> yielded = new ArrayList<>();
            describe(database, question, "DESCRIBE ", spot, yielded, problems);
            if (!problems.isEmpty()) {
                return new Checked.Refused<>(problems);
            }
            String exact = yielded.stream().map(DuckDbTypes::cast).collect(Collectors.joining(", ", "SELECT ", ""));
            String executable = SessionClock.inZone(exact + " FROM (\n" + question.text() + "\n)", zone);
            return new Checked.Good<>(
                    new Query(
                            new Schema(yielded),
                            inputs,
                            Query.Shape.WHOLE,
                            REASON,
                            executable,
                            Optional.empty(),
                            List.of()),
                    List.of());
        }
    }

    @Override
    public Checked<String> condition(String sql, Place place, Schema row, ZoneId zone) {
        SqlSpot spot = new SqlSpot(sql, place);
        try (DuckDb database = DuckDb.open(options)) {
            String select = "SELECT (\n";
            SqlTree tree = SqlTree.of(select + sql + "\n)", database);
            List<Problem> problems = new ArrayList<>(problems(shifted(tree, select), spot, Set.of()));
            if (problems.isEmpty()) {
                // Without our parentheses around it, the text must make sense too: none of its own may close them.
                String bare = "SELECT ";
                problems.addAll(notASelect(shifted(SqlTree.of(bare + sql, database), bare), spot));
            }
            TableName table = new TableName("row", "row");
            createEmpty(database, table, row);
            if (problems.isEmpty()) {
                String from = "\n) FROM " + Catalog.name(table);
                boolean truth = describesBoolean(database, select + sql + from, "DESCRIBE " + select, spot, problems);
                if (problems.isEmpty() && !truth) {
                    problems.add(spot.problem(OptionalInt.empty(), EngineProblem.DUCKDB_CONDITION));
                }
                String where = "SELECT 1 FROM " + Catalog.name(table) + " WHERE (\n";
                if (problems.isEmpty()) {
                    describesBoolean(database, where + sql + "\n)", "DESCRIBE " + where, spot, problems);
                }
            }
            return problems.isEmpty() ? new Checked.Good<>(sql, List.of()) : new Checked.Refused<>(problems);
        }
    }

    @Override
    public Checked<List<TableName>> inputs(String sql, Place file) {
        SqlSpot spot = new SqlSpot(Gate.withoutSemicolon(sql), file);
        try (DuckDb database = DuckDb.open(options)) {
            SqlTree tree = SqlTree.of(spot.text(), database);
            List<Problem> problems = notASelect(tree, spot);
            return problems.isEmpty() ? new Checked.Good<>(names(tree), List.of()) : new Checked.Refused<>(problems);
        }
    }

    private static List<Problem> problems(SqlTree tree, SqlSpot spot, Set<TableName> tables) {
        List<Problem> problems = notASelect(tree, spot);
        for (Call call : tree.functions()) {
            if (!Gate.isHarmless(call)) {
                problems.add(spot.problem(call.location(), EngineProblem.DUCKDB_FUNCTION, "function", call.name()));
            }
        }
        List<String> known = tables.stream().map(TableName::toString).sorted().toList();
        for (TableReference table : tree.tables()) {
            String written = table.written();
            if (!tree.isCommonTable(table) && !known.contains(written.toLowerCase(Locale.ROOT))) {
                problems.add(spot.problem(table.location(), EngineProblem.DUCKDB_TABLE, "table", written)
                        .suggesting(Nearest.to(written, known)));
            }
        }
        return problems;
    }

    private static List<Problem> notASelect(SqlTree tree, SqlSpot spot) {
        List<Problem> problems = new ArrayList<>();
        tree.error()
                .ifPresent(error -> problems.add(
                        error.isOtherStatement()
                                ? spot.problem(
                                        OptionalInt.empty(),
                                        EngineProblem.DUCKDB_NOT_A_SELECT,
                                        "found",
                                        Gate.firstWord(spot.text()))
                                : spot.problem(error.location(), EngineProblem.DUCKDB_SQL, "detail", error.message())));
        if (tree.error().isEmpty() && tree.statements() != 1) {
            String found = tree.statements() == 0 ? "nothing" : tree.statements() + " statements";
            problems.add(spot.problem(OptionalInt.empty(), EngineProblem.DUCKDB_NOT_A_SELECT, "found", found));
        }
        return problems;
    }

    private static List<TableName> names(SqlTree tree) {
        return tree.tables().stream()
                .filter(t -> !tree.isCommonTable(t))
                .flatMap(t -> TableName.parse(t.written().toLowerCase(Locale.ROOT)).stream())
                .distinct()
                .toList();
    }

    private static void createEmpty(DuckDb database, TableName table, Schema columns) {
        Catalog.layer(database, table);
        database.execute("CREATE TABLE " + Catalog.name(table)
                + columns.fields().stream().map(DuckDbTypes::column).collect(Collectors.joining(", ", " (", ")")));
    }

    private static void describe(
            DuckDb database,
            Question question,
            String prefix,
            SqlSpot spot,
            List<Field> columns,
            List<Problem> problems) {
        Set<String> taken = new LinkedHashSet<>();
        List<String> origin = Origin.COLUMNS.stream().map(Field::name).toList();
        bind(database, prefix + question.text(), prefix, question, spot, problems, row -> {
            String name = row.getString("column_name");
            String type = row.getString("column_type");
            if (origin.contains(name)) {
                return;
            }
            Optional<Type> ours = DuckDbTypeText.parse(type);
            if (name.startsWith("_") || !taken.add(name.toLowerCase(Locale.ROOT))) {
                problems.add(spot.problem(OptionalInt.empty(), EngineProblem.DUCKDB_COLUMN_NAME, "column", name));
            } else if (ours.isEmpty()) {
                problems.add(spot.problem(
                        OptionalInt.empty(),
                        EngineProblem.DUCKDB_TYPE,
                        "column",
                        name,
                        "type",
                        type.replace("\"NULL\"", "NULL")));
            } else {
                columns.add(Field.optional(name, ours.get()));
            }
        });
    }

    private static boolean describesBoolean(
            DuckDb database, String select, String prefix, SqlSpot spot, List<Problem> problems) {
        List<String> types = new ArrayList<>();
        Question question = new Question(spot.text(), "", List.of());
        bind(
                database,
                "DESCRIBE " + select,
                prefix,
                question,
                spot,
                problems,
                row -> types.add(row.getString("column_type")));
        return types.equals(List.of("BOOLEAN"));
    }

    private static void bind(
            DuckDb database,
            String sql,
            String prefix,
            Question question,
            SqlSpot spot,
            List<Problem> problems,
            Row reader) {
        try (Statement statement = database.statement();
                ResultSet result = statement.executeQuery(sql)) {
            while (result.next()) {
                reader.read(result);
            }
        } catch (SQLException e) {
            DuckDbError error = DuckDbError.of(e);
            if (!error.isAboutSql()) {
                throw database.failure(e);
            }
            OptionalInt location = question.bytesWritten(SqlSpot.behind(prefix, error.position()));
            problems.add(spot.problem(location, EngineProblem.DUCKDB_SQL, "detail", Question.plain(error.message())));
        }
    }

    /** A tree whose locations count from behind a prefix. */
    private static SqlTree shifted(SqlTree tree, String prefix) {
        return new SqlTree(
                tree.statements(),
                tree.error()
                        .map(e -> new SqlTree.ParseError(
                                e.isOtherStatement(), e.message(), SqlSpot.behind(prefix, e.location()))),
                tree.tables().stream()
                        .map(t -> new TableReference(
                                t.catalog(),
                                t.schema(),
                                t.name(),
                                SqlSpot.behind(prefix, t.location()),
                                t.length(),
                                t.at()))
                        .toList(),
                tree.commonTables(),
                tree.functions().stream()
                        .map(c -> new Call(c.name(), c.asTable(), SqlSpot.behind(prefix, c.location())))
                        .toList(),
                tree.qualified());
    }

    /** Reads one row of a description. */
    @FunctionalInterface
    private interface Row {
        void read(ResultSet row) throws SQLException;
    }
}
