package foz.sql;

import foz.api.failure.Checked;
import foz.api.failure.Place;
import foz.api.failure.Problem;
import foz.api.sql.Query;
import foz.api.sql.SqlFront;
import foz.api.type.Schema;
import foz.api.type.TableName;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;

/**
 * Portable SQL: one meaning on every engine. Calcite parses and resolves; what may be called, what it means and how DuckDB says it is
 * declared in {@link Functions}. The meaning of everything on which engines differ stands in {@code docs/reference/sql-meaning.md}.
 */
public final class PortableSql implements SqlFront {

    /** Keeps nothing between calls. */
    public PortableSql() {}

    @Override
    public Checked<Query> query(TableName table, String sql, Place file, Map<TableName, Schema> tables, ZoneId zone) {
        return new QueryCheck(table, sql, file, tables, zone).check();
    }

    @Override
    public Checked<String> condition(String sql, Place place, Schema row, ZoneId zone) {
        return new ConditionCheck(sql, place, row, zone).check();
    }

    @Override
    public Checked<List<TableName>> inputs(String sql, Place file) {
        try {
            return new Checked.Good<>(Inputs.of(Parsing.query(sql)), List.of());
        } catch (Refusal refusal) {
            Problem problem = Positions.problem(refusal, file);
            return new Checked.Refused<>(List.of(problem));
        } catch (RuntimeException | StackOverflowError unforeseen) {
            Problems problems = new Problems(file);
            problems.addUnforeseen(unforeseen);
            return new Checked.Refused<>(problems.all());
        }
    }

    /** The reference page of all functions, as Markdown. */
    public static String reference() {
        return Reference.page();
    }
}
