package foz.sql;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.SqlAggFunction;
import org.apache.calcite.sql.SqlBinaryOperator;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.SqlFunctionCategory;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.SqlOperatorTable;
import org.apache.calcite.sql.SqlSyntax;
import org.apache.calcite.sql.fun.SqlLibraryOperators;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.type.InferTypes;
import org.apache.calcite.sql.type.OperandTypes;
import org.apache.calcite.sql.type.ReturnTypes;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.validate.SqlNameMatcher;
import org.apache.calcite.sql.validate.SqlValidator;
import org.apache.calcite.sql.validate.SqlValidatorScope;
import org.apache.calcite.util.Optionality;
import org.jspecify.annotations.Nullable;

/**
 * What the validator may resolve a call to: our functions, and the few operators of Calcite whose meaning needs no pinning. Calcite's
 * function libraries stay out.
 */
final class Operators implements SqlOperatorTable {

    /** Stands where something had a problem, so that the rest can be checked: takes and yields anything. */
    static final SqlFunction PROBLEM = new SqlFunction(
            "FOZ_PROBLEM",
            SqlKind.OTHER_FUNCTION,
            binding -> any(),
            InferTypes.RETURN_TYPE,
            OperandTypes.VARIADIC,
            SqlFunctionCategory.SYSTEM);

    private static final List<SqlOperator> STANDARD = List.of(
            SqlStdOperatorTable.AND,
            SqlStdOperatorTable.OR,
            SqlStdOperatorTable.NOT,
            SqlStdOperatorTable.IS_NULL,
            SqlStdOperatorTable.IS_NOT_NULL,
            SqlStdOperatorTable.IS_TRUE,
            SqlStdOperatorTable.IS_NOT_TRUE,
            SqlStdOperatorTable.IS_FALSE,
            SqlStdOperatorTable.IS_NOT_FALSE,
            SqlStdOperatorTable.CASE,
            SqlStdOperatorTable.COALESCE,
            SqlStdOperatorTable.CAST,
            SqlLibraryOperators.TRY_CAST,
            SqlStdOperatorTable.DOT,
            SqlStdOperatorTable.IN,
            SqlStdOperatorTable.NOT_IN,
            SqlStdOperatorTable.EXISTS,
            SqlStdOperatorTable.SCALAR_QUERY,
            SqlStdOperatorTable.ROW,
            SqlStdOperatorTable.ARRAY_VALUE_CONSTRUCTOR,
            SqlStdOperatorTable.MAP_VALUE_CONSTRUCTOR,
            SqlStdOperatorTable.ARRAY_QUERY,
            SqlStdOperatorTable.GROUPING,
            SqlStdOperatorTable.UNION,
            SqlStdOperatorTable.UNION_ALL,
            SqlStdOperatorTable.INTERSECT,
            SqlStdOperatorTable.INTERSECT_ALL,
            SqlStdOperatorTable.EXCEPT,
            SqlStdOperatorTable.EXCEPT_ALL,
            SqlStdOperatorTable.VALUES,
            SqlStdOperatorTable.UNNEST,
            SqlStdOperatorTable.UNNEST_WITH_ORDINALITY,
            SqlStdOperatorTable.LATERAL,
            SqlStdOperatorTable.OVER,
            SqlStdOperatorTable.FILTER,
            SqlStdOperatorTable.IGNORE_NULLS,
            SqlStdOperatorTable.RESPECT_NULLS,
            SqlStdOperatorTable.DESC,
            SqlStdOperatorTable.NULLS_FIRST,
            SqlStdOperatorTable.NULLS_LAST,
            SqlStdOperatorTable.AS);

    static final Operators TABLE = new Operators();

    private final Map<String, List<SqlOperator>> byName = new HashMap<>();
    private final List<SqlOperator> all = new ArrayList<>();

    private Operators() {
        Functions.all().forEach(f -> add(of(f)));
        STANDARD.forEach(this::add);
        add(PROBLEM);
    }

    private void add(SqlOperator operator) {
        all.add(operator);
        byName.computeIfAbsent(operator.getName().toUpperCase(Locale.ROOT), n -> new ArrayList<>())
                .add(operator);
    }

    static RelDataType any() {
        return CalciteTypes.FACTORY.createTypeWithNullability(
                CalciteTypes.FACTORY.createSqlType(SqlTypeName.ANY), true);
    }

    /** The operator of a function of ours. */
    static SqlOperator named(String name) {
        String upper = name.toUpperCase(Locale.ROOT);
        return TABLE.byName
                .getOrDefault("FOZ_" + upper, TABLE.byName.getOrDefault(upper, List.of()))
                .getFirst();
    }

    /** The function of ours behind an operator; empty for Calcite's own. */
    static Optional<Function> function(SqlOperator operator) {
        return operator instanceof Ours ours ? Optional.of(ours.function()) : Optional.empty();
    }

    private static SqlOperator of(Function function) {
        return switch (function.sort()) {
            case SCALAR, VOLATILE -> new Scalar(function);
            case AGGREGATE, WINDOW -> new Aggregate(function);
            case OPERATOR ->
                kind(function.name()) == SqlKind.OTHER_FUNCTION
                        ? new Scalar(function)
                        : new Between(function, kind(function.name()));
        };
    }

    private static SqlKind kind(String sign) {
        return switch (sign) {
            case "=" -> SqlKind.EQUALS;
            case "<>" -> SqlKind.NOT_EQUALS;
            case "<" -> SqlKind.LESS_THAN;
            case "<=" -> SqlKind.LESS_THAN_OR_EQUAL;
            case ">" -> SqlKind.GREATER_THAN;
            case ">=" -> SqlKind.GREATER_THAN_OR_EQUAL;
            case "IS DISTINCT FROM" -> SqlKind.IS_DISTINCT_FROM;
            case "IS NOT DISTINCT FROM" -> SqlKind.IS_NOT_DISTINCT_FROM;
            case "+" -> SqlKind.PLUS;
            case "-" -> SqlKind.MINUS;
            case "*" -> SqlKind.TIMES;
            case "/" -> SqlKind.DIVIDE;
            case "%" -> SqlKind.MOD;
            case "||" -> SqlKind.OTHER;
            default -> SqlKind.OTHER_FUNCTION;
        };
    }

    @Override
    public void lookupOperatorOverloads(
            SqlIdentifier name,
            @Nullable SqlFunctionCategory category,
            SqlSyntax syntax,
            List<SqlOperator> found,
            SqlNameMatcher matcher) {
        if (!name.isSimple()) {
            return;
        }
        for (SqlOperator operator : byName.getOrDefault(name.getSimple().toUpperCase(Locale.ROOT), List.of())) {
            if (operator.getSyntax().family == syntax.family) {
                found.add(operator);
            }
        }
    }

    @Override
    public List<SqlOperator> getOperatorList() {
        return all;
    }

    /** An operator that stands for a function of ours. */
    private interface Ours {
        Function function();
    }

    private static final class Scalar extends SqlFunction implements Ours {
        private final Function function;

        Scalar(Function function) {
            super(
                    "FOZ_" + function.name().toUpperCase(Locale.ROOT),
                    SqlKind.OTHER_FUNCTION,
                    new Call(function),
                    InferTypes.FIRST_KNOWN,
                    new Call(function),
                    SqlFunctionCategory.USER_DEFINED_FUNCTION);
            this.function = function;
        }

        @Override
        public Function function() {
            return function;
        }

        @Override
        public boolean isDeterministic() {
            return function.sort() != Function.Sort.VOLATILE;
        }
    }

    private static final class Between extends SqlBinaryOperator implements Ours {
        private final Function function;

        Between(Function function, SqlKind kind) {
            super(function.name(), kind, 30, true, new Call(function), InferTypes.FIRST_KNOWN, new Call(function));
            this.function = function;
        }

        @Override
        public Function function() {
            return function;
        }
    }

    private static final class Aggregate extends SqlAggFunction implements Ours {
        private final Function function;

        Aggregate(Function function) {
            super(
                    function.name().toUpperCase(Locale.ROOT),
                    null,
                    "count".equals(function.name()) ? SqlKind.COUNT : SqlKind.OTHER_FUNCTION,
                    new Call(function),
                    "count".equals(function.name()) ? null : InferTypes.FIRST_KNOWN,
                    new Call(function),
                    SqlFunctionCategory.USER_DEFINED_FUNCTION,
                    false,
                    function.sort() == Function.Sort.WINDOW,
                    Optionality.FORBIDDEN);
            this.function = function;
        }

        @Override
        public Function function() {
            return function;
        }

        /** A call may end with the list of its ORDER BY. */
        @Override
        public SqlSyntax getSyntax() {
            return SqlSyntax.ORDERED_FUNCTION;
        }

        @Override
        public boolean allowsNullTreatment() {
            return function.sort() == Function.Sort.WINDOW;
        }

        @Override
        public RelDataType deriveType(SqlValidator validator, SqlValidatorScope scope, SqlCall call) {
            if (call.isCountStar()) {
                return CalciteTypes.FACTORY.createSqlType(SqlTypeName.BIGINT);
            }
            return super.deriveType(validator, scope, ReturnTypes.stripOrderBy(call));
        }
    }
}
