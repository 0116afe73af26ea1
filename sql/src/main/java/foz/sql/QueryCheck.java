package foz.sql;

import foz.api.failure.Checked;
import foz.api.failure.Place;
import foz.api.sql.Query;
import foz.api.type.Field;
import foz.api.type.Schema;
import foz.api.type.TableName;
import foz.api.type.Type;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeField;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.parser.SqlParserPos;

/** The way of one query from text to {@link Query}: parsed, normalised, resolved, classified, validated, printed. */
final class QueryCheck {

    /** After so many mistakes the rest can wait. */
    private static final int MOST_PROBLEMS = 10;

    private final String sql;
    private final Map<TableName, Schema> tables;
    private final ZoneId zone;
    private final Problems problems;

    QueryCheck(String sql, Place start, Map<TableName, Schema> tables, ZoneId zone) {
        this.sql = sql;
        this.tables = tables;
        this.zone = zone;
        this.problems = new Problems(start);
    }

    Checked<Query> check() {
        try {
            Optional<Query> query = compile(new HashSet<>());
            if (query.isPresent() && problems.isEmpty()) {
                return new Checked.Good<>(query.get(), List.of());
            }
        } catch (Refusal refusal) {
            problems.add(refusal);
        } catch (RuntimeException | AssertionError | StackOverflowError unforeseen) {
            problems.addUnforeseen(unforeseen);
        }
        return new Checked.Refused<>(problems.all());
    }

    /**
     * Compiles; where the validator finds a mistake, notes it, puts a placeholder in its place and begins again, so that one run finds
     * several.
     */
    private Optional<Query> compile(Set<SqlParserPos> mistaken) {
        while (true) {
            SqlNode tree = new Normaliser(problems).rewrite(Parsing.query(sql));
            Names names = new Names(tables, problems);
            names.table(tree);
            Mistakes.replace(tree, mistaken);
            if (!names.complete()) {
                return Optional.empty();
            }
            Shape shape = Shapes.of(tree);
            if (shape instanceof Shape.Whole) {
                OutputNames.refuseHidden(tree, problems);
            }
            if (shape instanceof Shape.RowByRow rows) {
                Origins.carry(rows, tree, tables);
            }
            Validation validation = new Validation(tables, sql);
            try {
                SqlNode checked = validation.validate(tree);
                return problems.isEmpty()
                        ? Optional.of(query(checked, shape, names.inputs(), validation))
                        : Optional.empty();
            } catch (Refusal refusal) {
                boolean follows = refusal.sentence().code() == SqlProblem.SQL_NOT_PORTABLE && !problems.isEmpty();
                if (follows) {
                    return Optional.empty();
                }
                boolean isNew = problems.add(refusal) && mistaken.add(refusal.position());
                if (!isNew || mistaken.size() >= MOST_PROBLEMS) {
                    return Optional.empty();
                }
            }
        }
    }

    private Query query(SqlNode tree, Shape shape, Set<TableName> inputs, Validation validation) {
        DuckDbQuery printer = new DuckDbQuery(validation, zone);
        Schema columns = columns(tree, validation.row(tree));
        String text = printer.query(tree);
        String list = columns.fields().stream()
                .map(f -> "CAST(q." + DuckDbTypes.name(f.name()) + " AS " + DuckDbTypes.text(f.type()) + ") AS "
                        + DuckDbTypes.name(f.name()))
                .collect(Collectors.joining(", "));
        String executable = "SELECT " + list + " FROM (" + text + ") AS q";
        return switch (shape) {
            case Shape.RowByRow rows ->
                new Query(
                        columns,
                        inputs,
                        Query.Shape.ROW_BY_ROW,
                        "each row comes from one row of " + rows.input(),
                        executable,
                        Filters.count(rows, tree, printer),
                        Lineage.of(tree, columns.visible()));
            case Shape.Whole whole ->
                new Query(
                        columns,
                        inputs,
                        Query.Shape.WHOLE,
                        whole.reason(),
                        executable,
                        Optional.empty(),
                        Lineage.of(tree, columns.visible()));
        };
    }

    private static Schema columns(SqlNode tree, RelDataType row) {
        List<Field> fields = new ArrayList<>();
        List<String> names = OutputNames.declared(tree, row.getFieldNames());
        for (RelDataTypeField field : row.getFieldList()) {
            Optional<Type> type = CalciteTypes.type(field.getType());
            if (type.isEmpty()) {
                throw Refusal.at(tree, SqlProblem.SQL_UNTYPED_NULL);
            }
            if (type.get().toString().contains("EXPR$")) {
                throw Refusal.at(tree, SqlProblem.SQL_NOT_PORTABLE, "construct", "a row without names for its fields");
            }
            fields.add(Field.optional(names.get(field.getIndex()), type.get()));
        }
        return new Schema(fields);
    }
}
