package foz.spec;

import foz.api.failure.Checked;
import foz.api.failure.Code;
import foz.api.failure.Nearest;
import foz.api.failure.Place;
import foz.api.failure.Problem;
import foz.api.sql.Query;
import foz.api.sql.SqlFront;
import foz.api.type.Field;
import foz.api.type.Schema;
import foz.api.type.TableName;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A front for a few words of SQL: {@code SELECT a, b AS c FROM x.y [JOIN z.w] [GROUP BY …]}. Knows names, not types: a column
 * keeps the type of its first word, and what has no column is a long.
 */
final class SmallSqlFront implements SqlFront {

    private static final Pattern QUERY = Pattern.compile("(?is)\\s*SELECT\\s+(.*?)\\s+FROM\\s+(.*)");
    private static final Pattern TABLE = Pattern.compile("(?is)\\b(?:FROM|JOIN)\\s+([a-z0-9_]+\\.[a-z0-9_]+)");
    private static final Pattern WORD = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
    private static final Set<String> NO_COLUMNS = Set.of(
            "and", "or", "not", "in", "is", "null", "count", "sum", "max", "min", "true", "false", "interval", "day");

    private enum Mistake implements Code {
        SMALL_SQL
    }

    @Override
    public Checked<List<TableName>> inputs(String sql, Place file) {
        if (!QUERY.matcher(withoutComments(sql)).matches()) {
            return refused(file, "expected", "SELECT … FROM …");
        }
        List<TableName> tables = new ArrayList<>();
        Matcher m = TABLE.matcher(withoutComments(sql));
        while (m.find()) {
            TableName.parse(m.group(1)).ifPresent(tables::add);
        }
        return new Checked.Good<>(tables, List.of());
    }

    @Override
    public Checked<Query> query(TableName table, String sql, Place file, Map<TableName, Schema> tables, ZoneId zone) {
        String text = withoutComments(sql);
        Matcher m = QUERY.matcher(text);
        if (!m.matches()) {
            return refused(file, "expected", "SELECT … FROM …");
        }
        List<Field> fields = new ArrayList<>();
        List<TableName> inputs = ((Checked.Good<List<TableName>>) inputs(sql, file)).value();
        for (TableName input : inputs) {
            if (!tables.containsKey(input)) {
                return refused(file, "no table", input.toString());
            }
            fields.addAll(tables.get(input).fields());
        }
        boolean whole = text.toUpperCase(java.util.Locale.ROOT).contains("GROUP BY") || inputs.size() > 1;
        List<Field> columns = new ArrayList<>();
        for (String item : m.group(1).split(",")) {
            String[] parts = item.trim().split("(?i)\\s+AS\\s+");
            Optional<Problem> unknown = unknown(parts[0], new Schema(fields), placeOf(sql, parts[0].trim(), file));
            if (unknown.isPresent()) {
                return new Checked.Refused<>(List.of(unknown.get()));
            }
            columns.add(Field.optional(parts[parts.length - 1].trim(), typeOf(parts[0], fields)));
        }
        Stream<Field> hidden =
                whole ? Stream.of() : fields.stream().filter(f -> f.name().startsWith("_"));
        Schema all = new Schema(Stream.concat(columns.stream(), hidden).toList());
        Query.Shape shape = whole ? Query.Shape.WHOLE : Query.Shape.ROW_BY_ROW;
        String executable = text.replaceAll("\\s+", " ").trim();
        return new Checked.Good<>(
                new Query(all, Set.copyOf(inputs), shape, "it is small", executable, Optional.empty(), List.of()),
                List.of());
    }

    @Override
    public Checked<String> condition(String sql, Place place, Schema row, ZoneId zone) {
        Optional<Problem> unknown = unknown(sql, row, place);
        return unknown.<Checked<String>>map(u -> new Checked.Refused<>(List.of(u)))
                .orElse(new Checked.Good<>(sql, List.of()));
    }

    private static Optional<Problem> unknown(String expression, Schema columns, Place start) {
        Matcher m = WORD.matcher(expression.replaceAll("'[^']*'", "''"));
        while (m.find()) {
            String word = m.group();
            if (!NO_COLUMNS.contains(word.toLowerCase(java.util.Locale.ROOT))
                    && columns.field(word).isEmpty()) {
                Place place = new Place(start.file(), start.line(), start.column() + m.start());
                return Optional.of(Problem.at(place, Mistake.SMALL_SQL, "no column", word)
                        .suggesting(Nearest.to(word, columns.names())));
            }
        }
        return Optional.empty();
    }

    private static foz.api.type.Type typeOf(String expression, List<Field> fields) {
        return fields.stream()
                .filter(f -> f.name().equalsIgnoreCase(expression.trim()))
                .map(Field::type)
                .findFirst()
                .orElse(foz.api.type.Type.Primitive.LONG);
    }

    private static Place placeOf(String sql, String part, Place file) {
        String before = sql.substring(0, Math.max(0, sql.indexOf(part)));
        int line = (int) before.chars().filter(c -> c == '\n').count();
        return new Place(file.file(), file.line() + line, before.length() - before.lastIndexOf('\n'));
    }

    private static String withoutComments(String sql) {
        return sql.replaceAll("--[^\n]*", "");
    }

    private static <T> Checked<T> refused(Place place, String name, String value) {
        return new Checked.Refused<>(List.of(Problem.at(place, Mistake.SMALL_SQL, name, value)));
    }
}
