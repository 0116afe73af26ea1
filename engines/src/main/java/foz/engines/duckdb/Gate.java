package foz.engines.duckdb;

import foz.api.failure.FozException;
import foz.api.failure.Nearest;
import foz.api.type.TableName;
import foz.engines.database.Catalog;
import foz.engines.database.DuckDb;
import foz.engines.database.EngineFailure;
import foz.engines.database.SqlText;
import foz.engines.duckdb.SqlTree.Call;
import foz.engines.duckdb.SqlTree.ParseError;
import foz.engines.duckdb.SqlTree.QualifiedColumn;
import foz.engines.duckdb.SqlTree.TableReference;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Decides what may be asked: one SELECT (or DESCRIBE, SHOW, SUMMARIZE or EXPLAIN of one) over the session's tables. The lock of the
 * database is the second wall: it lets nothing be read but data files, yet they could be overwritten by COPY, and views replaced.
 */
final class Gate {

    /** Functions that may stand in FROM: they make rows out of values. All others may reach files, settings or other text. */
    private static final Set<String> ROW_MAKERS =
            Set.of("range", "generate_series", "unnest", "json_each", "json_tree", "repeat", "repeat_row");

    /** Functions that tell about, or change, something other than rows. */
    private static final Set<String> FORBIDDEN =
            Set.of("getenv", "current_setting", "write_log", "sleep_ms", "query", "query_table");

    private static final Set<String> INFORMATION = Set.of("tables", "columns", "schemata");

    private static final Pattern EXPLAIN = Pattern.compile("(?is)\\s*explain\\s+(analyze\\s+)?");
    private static final Pattern SHOW_TABLES = Pattern.compile("(?is)\\s*show\\s+(all\\s+)?tables\\s*;?\\s*");
    private static final Pattern LAST_SEMICOLON = Pattern.compile("(?s);(?:\\s++|--[^\\n]*+(?:\\n|$)|;)*+$");
    private static final Pattern FIRST_WORD = Pattern.compile("(?s)(?:\\s++|--[^\\n]*+\\n|/\\*.*?\\*/)*+(\\w+)?.*");

    private final DuckDb database;
    private final SessionTables tables;

    Gate(DuckDb database, SessionTables tables) {
        this.database = database;
        this.tables = tables;
    }

    /** A question that may be asked, and the tables of now that it names. */
    record Passed(Question question, List<TableName> named) {

        Passed {
            named = List.copyOf(named);
        }
    }

    /** The question, ready to be run; it ends without a semicolon. */
    Passed let(String sql) {
        if (SHOW_TABLES.matcher(sql).matches()) {
            return new Passed(new Question(sql, allTables(), List.of()), List.of());
        }
        Matcher explain = EXPLAIN.matcher(sql);
        String prefix = explain.lookingAt() ? explain.group() : "";
        String select = withoutSemicolon(sql.substring(prefix.length()));
        SqlTree tree = SqlTree.of(select, database);
        requireOneSelect(tree, sql, prefix);
        tree.functions().forEach(Gate::requireHarmless);
        tree.tables().forEach(table -> requireKnown(table, tree, sql, prefix, select));
        List<TableName> named = new ArrayList<>();
        List<Insertion> insertions = new ArrayList<>(renamings(tree, select));
        StringBuilder text = new StringBuilder(select);
        for (TableReference table : tree.tables()) {
            if (table.at().isPresent()) {
                new TimeTravel(database, tables, select, table).rewrite(text, insertions);
            } else {
                name(table).ifPresent(named::add);
            }
        }
        return new Passed(Insertion.apply(insertions, sql, text, prefix), named);
    }

    /** The table that a reference means; empty for what isn't one of a layer's. */
    static Optional<TableName> name(TableReference table) {
        return TableName.parse((table.schema() + "." + table.name()).toLowerCase(Locale.ROOT));
    }

    private static void requireOneSelect(SqlTree tree, String sql, String prefix) {
        if (tree.error().isPresent()) {
            ParseError error = tree.error().get();
            if (error.isOtherStatement()) {
                throw new FozException(EngineFailure.NOT_A_QUESTION, "found", firstWord(sql));
            }
            OptionalInt place = Question.character(sql.substring(prefix.length()), error.location());
            throw Question.wrong(sql, error.message(), shifted(place, prefix.length()), null);
        }
        if (tree.statements() == 0) {
            throw new FozException(EngineFailure.NOT_A_QUESTION, "found", "nothing");
        }
        if (tree.statements() > 1) {
            throw new FozException(EngineFailure.NOT_A_QUESTION, "found", tree.statements() + " statements");
        }
    }

    private static void requireHarmless(Call call) {
        if (!isHarmless(call)) {
            throw new FozException(EngineFailure.NOT_ALLOWED, "found", call.name() + "()");
        }
    }

    /** Whether the function sees rows and nothing else. */
    static boolean isHarmless(Call call) {
        String name = call.name().toLowerCase(Locale.ROOT);
        return call.asTable() ? ROW_MAKERS.contains(name) : !FORBIDDEN.contains(name);
    }

    /** The text up to its last semicolon, when only comments follow it. */
    static String withoutSemicolon(String sql) {
        return LAST_SEMICOLON.matcher(sql).replaceFirst("");
    }

    private void requireKnown(TableReference table, SqlTree tree, String sql, String prefix, String select) {
        String schema = table.schema().toLowerCase(Locale.ROOT);
        String name = table.name().toLowerCase(Locale.ROOT);
        if (tree.isCommonTable(table)) {
            return;
        }
        if (table.catalog().isEmpty() && schema.equals("information_schema") && INFORMATION.contains(name)) {
            return;
        }
        if (table.catalog().isEmpty() && name(table).filter(tables::has).isPresent()) {
            return;
        }
        String written = table.written();
        if (!written.matches("[\\w$]+(\\.[\\w$]+)?") || schema.equals("information_schema") || isInternal(name)) {
            throw new FozException(EngineFailure.NOT_ALLOWED, "found", written);
        }
        List<String> known = tables.names();
        String hint = Nearest.to(written, known)
                .or(() -> known.stream().filter(k -> k.endsWith("." + name)).findFirst())
                .map(k -> "did you mean " + k + "?")
                .orElse(known.isEmpty() ? "there are no tables yet" : "SHOW TABLES lists what there is");
        OptionalInt place = shifted(Question.character(select, table.location()), prefix.length());
        throw Question.wrong(sql, "no table " + written + "; " + hint, place, null);
    }

    private static boolean isInternal(String name) {
        return Stream.of("duckdb_", "pragma_", "sqlite_", "pg_").anyMatch(name::startsWith);
    }

    /** Layers that DuckDB has other uses for are renamed where they stand. */
    static Question renamed(SqlTree tree, String sql, String select, String prefix) {
        return Insertion.apply(renamings(tree, select), sql, new StringBuilder(select), prefix);
    }

    private static List<Insertion> renamings(SqlTree tree, String select) {
        Stream<OptionalInt> places = Stream.concat(
                tree.tables().stream()
                        .filter(t -> Catalog.isRenamed(t.schema().toLowerCase(Locale.ROOT)))
                        .map(TableReference::location),
                tree.qualified().stream()
                        .filter(q -> Catalog.isRenamed(q.schema().toLowerCase(Locale.ROOT)))
                        .map(QualifiedColumn::location));
        return places.map(p -> p.isPresent() ? Question.character(select, p).getAsInt() : firstRenamed(select))
                .distinct()
                .map(at -> new Insertion(at + (select.charAt(at) == '"' ? 1 : 0), "_"))
                .toList();
    }

    /** Where the parser tells no place, as in {@code TABLE system.batches}. */
    private static int firstRenamed(String select) {
        Matcher name = Pattern.compile("(?i)\"?\\b(system|temp)\"?\\s*\\.").matcher(select);
        return name.find() ? name.start() : 0;
    }

    private String allTables() {
        List<String> names = tables.names();
        return names.isEmpty()
                ? "SELECT CAST(NULL AS VARCHAR) AS \"table\" WHERE false"
                : "SELECT unnest(" + SqlText.literals(names) + ") AS \"table\"";
    }

    private static OptionalInt shifted(OptionalInt place, int by) {
        return place.isPresent() ? OptionalInt.of(place.getAsInt() + by) : place;
    }

    static String firstWord(String sql) {
        Matcher word = FIRST_WORD.matcher(sql);
        return word.matches() && word.group(1) != null ? word.group(1).toUpperCase(Locale.ROOT) : "no SELECT";
    }
}
