package foz.sql;

import foz.api.failure.Checked;
import foz.api.failure.Place;
import foz.api.type.Schema;
import foz.api.type.TableName;
import foz.api.type.Type.Primitive;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;

/** The way of one condition over a row, checked as the only column of a SELECT from that row's table. */
final class ConditionCheck {

    private static final TableName ROW = new TableName("the", "row");

    private final String sql;
    private final Problems problems;
    private final Map<TableName, Schema> tables;
    private final ZoneId zone;

    ConditionCheck(String sql, Place place, Schema row, ZoneId zone) {
        this.sql = sql;
        this.problems = new Problems(place);
        this.tables = Map.of(ROW, row);
        this.zone = zone;
    }

    Checked<String> check() {
        try {
            SqlNode condition = new Normaliser(problems).rewrite(Parsing.expression(sql));
            refuseOtherRows(condition);
            if (problems.isEmpty()) {
                return new Checked.Good<>(compile(condition), List.of());
            }
        } catch (Refusal refusal) {
            problems.add(refusal);
        } catch (RuntimeException | AssertionError | StackOverflowError unforeseen) {
            problems.addUnforeseen(unforeseen);
        }
        return new Checked.Refused<>(problems.all());
    }

    private static void refuseOtherRows(SqlNode condition) {
        boolean other = Constructs.aggregates(condition) || Constructs.hasWindow(condition);
        if (other) {
            throw Refusal.at(condition, SqlProblem.SQL_AGGREGATE_MISPLACED, "clause", "a condition on one row");
        }
        if (!Constructs.subqueries(condition).isEmpty()) {
            throw Refusal.at(condition, SqlProblem.SQL_ONE_ROW_ONLY);
        }
    }

    private String compile(SqlNode condition) {
        SqlParserPos at = condition.getParserPosition();
        SqlNode named = SqlStdOperatorTable.AS.createCall(at, condition, new SqlIdentifier("holds", at));
        SqlNode from = new SqlIdentifier(List.of(ROW.layer(), ROW.name()), at);
        SqlSelect select = new SqlSelect(
                at, null, SqlNodeList.of(named), from, null, null, null, null, null, null, null, null, null);
        Validation validation = new Validation(tables, sql);
        SqlSelect checked = (SqlSelect) validation.validate(select);
        SqlNode expression = ((SqlCall) checked.getSelectList().get(0)).operand(0);
        RelDataType type = validation.row(checked).getFieldList().get(0).getType();
        if (!CalciteTypes.type(type).equals(Optional.of(Primitive.BOOLEAN))) {
            String found = CalciteTypes.type(type).map(Object::toString).orElse("NULL");
            throw Refusal.at(at, SqlProblem.SQL_NOT_BOOLEAN, "clause", "a condition", "found", found);
        }
        return new DuckDbQuery(validation, zone).expressions().unqualified().text(expression);
    }
}
