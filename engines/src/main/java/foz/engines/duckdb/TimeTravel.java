package foz.engines.duckdb;

import foz.api.failure.FozException;
import foz.api.type.TableName;
import foz.engines.database.DuckDb;
import foz.engines.database.EngineFailure;
import foz.engines.duckdb.SqlTree.TableReference;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A table with AT behind its name, as of a version or a time: the clause is blanked out and the layer becomes the schema in which that
 * snapshot of the table stands, so that columns are still found by the table's name.
 */
final class TimeTravel {

    private static final Pattern AT = Pattern.compile("(?is)\\bAT\\s*\\(\\s*(?:VERSION|TIMESTAMP)\\s*=>");
    private static final Pattern LAYER = Pattern.compile("\"?(\\w+)\"?");

    private final DuckDb database;
    private final SessionTables tables;
    private final String sql;
    private final TableReference table;

    TimeTravel(DuckDb database, SessionTables tables, String sql, TableReference table) {
        this.database = database;
        this.tables = tables;
        this.sql = sql;
        this.table = table;
    }

    /** Blanks the clause out, and says what is to be put in. */
    void rewrite(StringBuilder text, List<Insertion> insertions) {
        int start = Question.character(sql, table.location()).orElseThrow(() -> refused("no place"));
        int end = Question.character(
                        sql,
                        OptionalInt.of(
                                table.location().orElse(0) + table.length().orElse(0)))
                .orElse(start);
        Matcher clause = AT.matcher(sql).region(start, end);
        int from = -1;
        int value = -1;
        while (clause.find()) {
            from = clause.start();
            value = clause.end();
        }
        int close = sql.lastIndexOf(')', end - 1);
        if (from < 0 || close < value) {
            throw refused(sql.substring(start, end));
        }
        String schema = schema(sql.substring(value, close));
        for (int i = from; i <= close; i++) {
            if (text.charAt(i) != '\n') {
                text.setCharAt(i, ' ');
            }
        }
        insert(start, schema.substring(schema.indexOf('@')), insertions);
    }

    /** {@code gold.orders} becomes {@code "gold@1".orders}; layers with another name have been given it already. */
    private void insert(int start, String version, List<Insertion> insertions) {
        Matcher layer = LAYER.matcher(sql).region(start, sql.length());
        if (!layer.lookingAt()) {
            throw refused(table.written());
        }
        if (sql.charAt(start) == '"') {
            insertions.add(new Insertion(layer.end(1), version));
        } else {
            insertions.add(0, new Insertion(start, "\""));
            insertions.add(new Insertion(layer.end(1), version + "\""));
        }
    }

    private String schema(String expression) {
        TableName name = Gate.name(table).orElseThrow(() -> refused(table.written()));
        String value = value(expression);
        Optional<String> schema =
                table.at().equals(Optional.of("VERSION")) ? tables.at(name, version(value)) : tables.at(name, value);
        return schema.orElseThrow(() -> refused(table.written() + " AT"));
    }

    private static long version(String value) {
        try {
            return Long.parseLong(value);
        } catch (NumberFormatException e) {
            throw new FozException(
                    e, EngineFailure.WRONG_SQL, "place", "AT", "detail", "expected a snapshot's id, found " + value);
        }
    }

    /** What is written there may be computed, such as an hour before now. */
    private String value(String expression) {
        Optional<String> value = database.rows(
                        "SELECT CAST((" + expression + "\n) AS VARCHAR)", row -> Optional.ofNullable(row.getString(1)))
                .getFirst();
        return value.orElseThrow(() -> refused("AT without a value"));
    }

    private static FozException refused(String found) {
        return new FozException(EngineFailure.NOT_ALLOWED, "found", found);
    }
}
