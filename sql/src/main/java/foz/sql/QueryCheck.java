package foz.sql;

import foz.api.failure.Checked;
import foz.api.failure.Place;
import foz.api.sql.Incremental;
import foz.api.sql.Query;
import foz.api.type.Field;
import foz.api.type.Schema;
import foz.api.type.TableName;
import foz.api.type.Type;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeField;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.parser.SqlParserPos;

/** The way of one query from text to {@link Query}: parsed, normalised, resolved, classified, validated, printed. */
final class QueryCheck {

    private static final System.Logger LOG = System.getLogger(QueryCheck.class.getName());

    /** After so many mistakes the rest can wait. */
    private static final int MOST_PROBLEMS = 10;

    private final TableName table;
    private final String sql;
    private final Place start;
    private final Map<TableName, Schema> tables;
    private final ZoneId zone;
    private final Problems problems;

    QueryCheck(TableName table, String sql, Place start, Map<TableName, Schema> tables, ZoneId zone) {
        this.table = table;
        this.sql = sql;
        this.start = start;
        this.tables = tables;
        this.zone = zone;
        this.problems = new Problems(start);
    }

    Checked<Query> check() {
        return switch (checked()) {
            case Checked.Good<Query> good -> new Checked.Good<>(staged(good.value()), good.warnings());
            case Checked.Refused<Query> refused -> refused;
        };
    }

    /** The query without stages. */
    Checked<Query> checked() {
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
            try {
                return compiled(tree, mistaken);
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

    /** Compiles a tree that the normaliser has seen; a {@link Refusal} for the first mistake of the validator. */
    private Optional<Query> compiled(SqlNode tree, Set<SqlParserPos> mistaken) {
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
        SqlNode checked = validation.validate(tree);
        return problems.isEmpty() ? Optional.of(query(checked, shape, names.inputs(), validation)) : Optional.empty();
    }

    /** A query that would have to be computed whole, cut into stages where that helps. */
    private Query staged(Query query) {
        boolean whole = query.incremental() instanceof Incremental.Whole && query.shape() == Query.Shape.WHOLE;
        if (!whole) {
            return query;
        }
        try {
            return cut(query, this::part);
        } catch (RuntimeException | AssertionError | StackOverflowError unforeseen) {
            LOG.log(System.Logger.Level.WARNING, "event=sql-stages-unforeseen file=" + start.file(), unforeseen);
            return query;
        }
    }

    /** The query cut into stages, as far as the compiler says that they follow changes. */
    Query cut(Query query, Cutting.Compiler compiler) {
        SqlNode tree = new Normaliser(problems).rewrite(Parsing.query(sql));
        new Names(tables, problems).table(tree);
        Set<String> columns = query.inputs().stream()
                .map(tables::get)
                .filter(Objects::nonNull)
                .flatMap(schema -> schema.names().stream())
                .map(FreshNames::lower)
                .collect(Collectors.toSet());
        return Stages.of(query, table, tree, columns, compiler);
    }

    /** A part of the query as one of its own; nothing when it can't stand alone. */
    Optional<Query> part(SqlNode tree, List<Query.Stage> stages) {
        Map<TableName, Schema> known = new HashMap<>(tables);
        stages.forEach(stage -> known.put(stage.table(), stage.query().columns()));
        QueryCheck check = new QueryCheck(table, sql, start, known, zone);
        try {
            return check.compiled(tree, Set.of()).filter(query -> check.problems.isEmpty());
        } catch (Refusal dependent) {
            return Optional.empty();
        }
    }

    private Query query(SqlNode tree, Shape shape, Set<TableName> inputs, Validation validation) {
        DuckDbQuery printer = new DuckDbQuery(validation, zone);
        Schema columns = columns(tree, validation.row(tree));
        Incrementals.Way way = Incrementals.of(tree, printer, validation, columns, tables);
        return new Query(
                way.with(columns),
                inputs,
                shape instanceof Shape.RowByRow ? Query.Shape.ROW_BY_ROW : Query.Shape.WHOLE,
                switch (shape) {
                    case Shape.RowByRow rows -> "each row comes from one row of " + rows.input();
                    case Shape.Whole whole -> whole.reason();
                },
                executable(way.with(columns), way.query(tree, printer)),
                shape instanceof Shape.RowByRow rows ? Filters.count(rows, tree, printer) : Optional.empty(),
                Lineage.of(tree, columns.visible()),
                way.incremental(),
                List.of());
    }

    private static String executable(Schema columns, String text) {
        String list = columns.fields().stream()
                .map(f -> Incrementals.cast("q." + DuckDbTypes.name(f.name()), f))
                .collect(Collectors.joining(", "));
        return "SELECT " + list + " FROM (" + text + ") AS q";
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
