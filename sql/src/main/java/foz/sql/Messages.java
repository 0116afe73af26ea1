package foz.sql;

import foz.api.failure.Nearest;
import foz.api.failure.Sentence;
import foz.api.type.Field;
import foz.api.type.Schema;
import foz.api.type.TableName;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.calcite.sql.parser.SqlParserPos;

/**
 * Says in our words what Calcite's validator found. Its messages carry no code, so they are recognised by their form; one that isn't
 * known becomes "can't be compiled", with the text it's about.
 */
final class Messages {

    private record Rule(Pattern form, SqlProblem problem, List<String> gaps) {}

    private static final List<Rule> RULES = List.of(
            rule("Column '(.*)' not found in any table(?:;.*)?", SqlProblem.SQL_UNKNOWN_COLUMN, "column"),
            rule("Column '(.*)' not found in table '(.*?)'(?:;.*)?", SqlProblem.SQL_UNKNOWN_COLUMN, "column"),
            rule("(?:Unknown identifier|Unknown field) '(.*)'", SqlProblem.SQL_UNKNOWN_COLUMN, "column"),
            rule("Table '(.*)' not found(?:;.*)?", SqlProblem.SQL_UNKNOWN_TABLE, "table"),
            rule("Object '(.*)' not found.*", SqlProblem.SQL_UNKNOWN_TABLE, "table"),
            rule("Column '(.*)' is ambiguous", SqlProblem.SQL_AMBIGUOUS_COLUMN, "column"),
            rule("Column '?(.*?)'? (?:has|is) ambiguous.*", SqlProblem.SQL_AMBIGUOUS_COLUMN, "column"),
            rule("Expression '(.*)' is not being grouped", SqlProblem.SQL_NOT_GROUPED, "expression"),
            rule(
                    "(?:Windowed a|A)ggregate expression is illegal in (.*?)(?: clause)?",
                    SqlProblem.SQL_AGGREGATE_MISPLACED,
                    "clause"),
            rule("Aggregate expressions cannot be (nested).*", SqlProblem.SQL_AGGREGATE_MISPLACED, "clause"),
            rule("(.*) clause must be a condition", SqlProblem.SQL_NOT_BOOLEAN, "clause"),
            rule("(FILTER|HAVING) .*must be.*", SqlProblem.SQL_NOT_BOOLEAN, "clause"),
            rule(
                    "Cast function cannot convert value of type (.*) to type (.*)",
                    SqlProblem.SQL_CANNOT_CAST,
                    "from",
                    "to"),
            rule("Illegal mixing of types in (CASE) or COALESCE statement", SqlProblem.SQL_TYPES_DIFFER, "what"),
            rule("Type mismatch in (column \\d+) of (.*)", SqlProblem.SQL_SET_COLUMNS, "where", "operation"),
            rule("Column (count) mismatch in (.*)", SqlProblem.SQL_SET_COLUMNS, "where", "operation"),
            rule(
                    "Illegal (\\w+) literal '?(.*?)'?: not in format '(.*)'",
                    SqlProblem.SQL_BAD_LITERAL,
                    "type",
                    "text",
                    "form"),
            rule("Values passed to (IN) operator must have compatible types", SqlProblem.SQL_TYPES_DIFFER, "what"),
            rule("Values in expression list must have (compatible) types", SqlProblem.SQL_TYPES_DIFFER, "what"),
            rule("Cannot apply '(.*)' to arguments of type (?s:.*)", SqlProblem.SQL_TYPES_DIFFER, "what"),
            rule("Expected a (boolean) type", SqlProblem.SQL_NOT_BOOLEAN, "clause"),
            rule("INNER, LEFT, .* join requires a condition.*", SqlProblem.SQL_SYNTAX),
            rule("Illegal use of 'NULL'", SqlProblem.SQL_UNTYPED_NULL),
            rule("QUALIFY expression .* must contain a (window function)", SqlProblem.SQL_NEEDS_ORDER, "function"),
            rule("(RANK or DENSE_RANK functions) require ORDER BY.*", SqlProblem.SQL_NEEDS_ORDER, "function"),
            rule("Duplicate relation name '(.*)' in FROM clause", SqlProblem.SQL_DUPLICATE_COLUMN, "column"));

    /** What Calcite says in a word, where ours is another. */
    private static final Map<String, String> WORDS =
            Map.of("nested", "another aggregate", "count", "the number of columns", "boolean", "what follows WHEN");

    private final String sql;
    private final Map<TableName, Schema> tables;

    Messages(String sql, Map<TableName, Schema> tables) {
        this.sql = sql;
        this.tables = tables;
    }

    private static Rule rule(String form, SqlProblem problem, String... gaps) {
        return new Rule(Pattern.compile(form), problem, List.of(gaps));
    }

    Refusal explain(SqlParserPos at, Throwable cause) {
        String message = String.valueOf(cause.getMessage());
        for (Rule rule : RULES) {
            Matcher matcher = rule.form().matcher(message);
            if (matcher.matches()) {
                return explain(at, rule, matcher);
            }
        }
        return unexpected(at);
    }

    private Refusal explain(SqlParserPos at, Rule rule, Matcher matcher) {
        Object[] facts = new Object[rule.gaps().size() * 2 + 6];
        for (int i = 0; i < rule.gaps().size(); i++) {
            facts[2 * i] = rule.gaps().get(i);
            facts[2 * i + 1] = WORDS.getOrDefault(matcher.group(i + 1), matcher.group(i + 1));
        }
        int rest = rule.gaps().size() * 2;
        boolean values = rule.problem() == SqlProblem.SQL_TYPES_DIFFER;
        facts[rest] = "found";
        facts[rest + 1] = values ? "values of different types" : Positions.text(sql, at);
        facts[rest + 4] = "hint";
        facts[rest + 5] = "a join needs ON or USING behind it";
        facts[rest + 2] = "way";
        facts[rest + 3] = rule.problem() == SqlProblem.SQL_CANNOT_CAST
                ? "engines disagree on what it would mean"
                : "cast one of them, as in CAST(… AS string)";
        return new Refusal(at, Sentence.of(rule.problem(), facts), suggestion(rule.problem(), matcher));
    }

    private Optional<String> suggestion(SqlProblem problem, Matcher matcher) {
        Function<List<String>, Optional<String>> nearest = words -> Nearest.to(matcher.group(1), words);
        if (problem == SqlProblem.SQL_UNKNOWN_COLUMN) {
            return nearest.apply(tables.values().stream()
                    .flatMap(s -> s.fields().stream())
                    .map(Field::name)
                    .distinct()
                    .toList());
        }
        if (problem == SqlProblem.SQL_UNKNOWN_TABLE) {
            return nearest.apply(tables.keySet().stream()
                    .flatMap(t -> java.util.stream.Stream.of(t.toString(), t.name()))
                    .toList());
        }
        return Optional.empty();
    }

    /** Something Calcite can't do, or we didn't foresee. */
    Refusal unexpected(SqlParserPos at) {
        return Refusal.at(at, SqlProblem.SQL_NOT_PORTABLE, "construct", Positions.text(sql, at));
    }
}
