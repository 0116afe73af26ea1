package foz.app.property;

import foz.api.type.Field;
import foz.api.type.Schema;
import foz.api.type.TableName;
import foz.api.type.Type;
import foz.api.type.Type.Primitive;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Composes SELECTs from the tables there are. Whether one is portable SQL is for the compiler to say. None of them depends on the order
 * of rows, and none compares doubles, whose last digits may depend on it.
 */
final class QueryMaker {

    private static final int TRIES = 8;

    private final Draw draw;
    private final List<Feed> feeds;
    private final Compiler compiler;
    private final Count count;
    private int aliases;

    QueryMaker(Draw draw, List<Feed> feeds, Compiler compiler, Count count) {
        this.draw = draw;
        this.feeds = feeds;
        this.compiler = compiler;
        this.count = count;
    }

    /** How many were valid, over all histories. */
    record Count(AtomicInteger valid, AtomicInteger refused) {

        Count() {
            this(new AtomicInteger(), new AtomicInteger());
        }
    }

    /** A query and what it is made of. */
    record Made(String sql, String shape) {}

    /** A relation within a query: its text after FROM, and its columns as they are named there. */
    private record From(String text, List<Col> columns) {}

    private record Col(String name, Type type) {

        boolean isKey() {
            return switch (type) {
                case Type.Primitive p -> p != Primitive.DOUBLE && p != Primitive.FLOAT && p != Primitive.BINARY;
                case Type.Decimal d -> true;
                case Type.ListOf l -> false;
                case Type.MapOf m -> false;
                case Type.Struct s -> false;
            };
        }

        boolean isNumber() {
            return type instanceof Type.Decimal
                    || type == Primitive.INT
                    || type == Primitive.LONG
                    || type == Primitive.DOUBLE;
        }
    }

    /** A select list with its aliases' types, which nested queries need. */
    private record Select(String sql, List<Col> columns, String shape) {}

    /** One that the compiler takes. */
    Optional<Made> query(String table) {
        for (int i = 0; i < TRIES; i++) {
            Select select = level(draw.between(0, 2));
            if (compiler.compile(table, select.sql()).isPresent()) {
                count.valid().incrementAndGet();
                return Optional.of(new Made(select.sql(), "made: " + select.shape()));
            }
            count.refused().incrementAndGet();
        }
        return Optional.empty();
    }

    private Select level(int depth) {
        return switch (draw.between(0, 7)) {
            case 0, 1 -> grouped(depth);
            case 2 -> windowed(depth);
            case 3 -> distinct(depth);
            case 4 -> both(depth);
            case 5 -> exists(depth);
            default -> rows(depth);
        };
    }

    private From from(int depth) {
        From first = relation(depth);
        if (!draw.percent(45)) {
            return first;
        }
        From second = relation(0);
        List<String> pairs = new ArrayList<>();
        for (Col a : first.columns()) {
            for (Col b : second.columns()) {
                if (a.isKey() && a.type().equals(b.type())) {
                    pairs.add(a.name() + " = " + b.name());
                }
            }
        }
        if (pairs.isEmpty()) {
            return first;
        }
        String join = draw.of("JOIN", "JOIN", "LEFT JOIN", "LEFT JOIN", "RIGHT JOIN", "FULL JOIN");
        String on = draw.of(pairs) + (draw.percent(25) ? " AND " + draw.of(pairs) : "");
        List<Col> columns = new ArrayList<>(first.columns());
        columns.addAll(second.columns());
        return new From(first.text() + " " + join + " " + second.text() + " ON " + on, columns);
    }

    private From relation(int depth) {
        String alias = "x" + ++aliases;
        if (depth > 0) {
            Select inner = level(depth - 1);
            return new From("(" + inner.sql() + ") AS " + alias, qualified(alias, inner.columns()));
        }
        Map<TableName, Schema> tables = compiler.visible();
        TableName table = draw.of(List.copyOf(tables.keySet()));
        List<Col> columns = tables.getOrDefault(table, new Schema(List.of())).fields().stream()
                .filter(f -> f.name().matches("[a-z_0-9]+"))
                .map(QueryMaker::col)
                .toList();
        return new From(table + " " + alias, qualified(alias, columns));
    }

    private static Col col(Field field) {
        return new Col(field.name(), field.type());
    }

    private static List<Col> qualified(String alias, List<Col> columns) {
        return columns.stream()
                .map(c -> new Col(alias + "." + c.name(), c.type()))
                .toList();
    }

    private Select rows(int depth) {
        From from = from(depth);
        List<Col> chosen = some(from.columns(), 4);
        return select(chosen, List.of(), " FROM " + from.text() + where(from), depth, "rows of " + kind(from));
    }

    private Select distinct(int depth) {
        From from = from(depth);
        List<Col> chosen = some(keys(from), 2);
        Select plain = select(chosen, List.of(), " FROM " + from.text() + where(from), depth, "");
        return new Select(
                plain.sql().replaceFirst("SELECT ", "SELECT DISTINCT "), plain.columns(), "distinct of " + kind(from));
    }

    private Select grouped(int depth) {
        From from = from(depth);
        List<Col> by = draw.percent(12) ? List.of() : some(keys(from), 2);
        List<Col> aggregates = IntStream.range(0, draw.between(1, 3))
                .mapToObj(i -> aggregate(from))
                .toList();
        String tail = " FROM " + from.text() + where(from);
        if (!by.isEmpty()) {
            tail += " GROUP BY " + names(by);
            tail += draw.percent(25) ? " HAVING count(*) " + draw.of("> 1", "= 2", "< 3") : "";
        }
        return select(by, aggregates, tail, depth, "groups of " + kind(from));
    }

    private Select windowed(int depth) {
        From from = from(depth);
        List<Col> keys = keys(from);
        String all = from.columns().stream().map(Col::name).collect(Collectors.joining(", "));
        String part = draw.percent(80) ? "PARTITION BY " + draw.of(keys).name() + " " : "";
        Col measure = draw.of(keys);
        String window = switch (draw.between(0, 4)) {
            case 0 -> "rank() OVER (" + part + "ORDER BY " + measure.name() + ")";
            case 1 -> "count(*) OVER (" + part.strip() + ")";
            case 2 -> "dense_rank() OVER (" + part + "ORDER BY " + measure.name() + " DESC)";
            case 3 -> "count(" + measure.name() + ") OVER (" + part + "ORDER BY " + measure.name() + ")";
            default -> "row_number() OVER (" + part + "ORDER BY " + measure.name() + ", " + all + ")";
        };
        List<Col> chosen = some(from.columns(), 3);
        String tail = " FROM " + from.text() + where(from);
        if (draw.percent(30)) {
            tail += " QUALIFY " + window + " = 1";
        }
        return select(chosen, List.of(new Col(window, Primitive.LONG)), tail, depth, "window over " + kind(from));
    }

    private Select both(int depth) {
        From from = from(Math.max(0, depth - 1));
        List<Col> chosen = some(keys(from), 2);
        String operation = draw.of("UNION ALL", "UNION ALL", "UNION", "EXCEPT", "INTERSECT");
        Select one = select(chosen, List.of(), " FROM " + from.text() + where(from), 0, "");
        Select other = select(chosen, List.of(), " FROM " + from.text() + where(from), 0, "");
        return new Select(
                one.sql() + " " + operation + " " + other.sql(),
                one.columns(),
                operation.toLowerCase(java.util.Locale.ROOT) + " of " + kind(from));
    }

    private Select exists(int depth) {
        From from = from(depth);
        From other = relation(0);
        for (Col a : from.columns()) {
            for (Col b : other.columns()) {
                if (a.isKey() && a.type().equals(b.type()) && draw.percent(60)) {
                    String within = draw.percent(50)
                            ? a.name() + " IN (SELECT " + b.name() + " FROM " + other.text() + where(other) + ")"
                            : draw.of("EXISTS", "NOT EXISTS") + " (SELECT 1 AS one FROM " + other.text() + " WHERE "
                                    + b.name() + " = " + a.name() + ")";
                    String tail = " FROM " + from.text() + " WHERE " + within;
                    return select(some(from.columns(), 3), List.of(), tail, depth, "exists over " + kind(from));
                }
            }
        }
        return rows(depth);
    }

    private Col aggregate(From from) {
        Col any = draw.of(keys(from));
        List<Col> numbers = from.columns().stream().filter(Col::isNumber).toList();
        String filter = draw.percent(15) ? " FILTER (WHERE " + condition(from) + ")" : "";
        return switch (draw.between(0, 6)) {
            case 0 -> new Col("count(" + any.name() + ")" + filter, Primitive.LONG);
            case 1 -> new Col("count(DISTINCT " + any.name() + ")", Primitive.LONG);
            case 2 -> new Col("min(" + any.name() + ")" + filter, any.type());
            case 3 -> new Col("max(" + any.name() + ")" + filter, any.type());
            case 4 -> numbers.isEmpty() ? counted() : summed(draw.of(numbers), filter);
            case 5 ->
                numbers.isEmpty()
                        ? counted()
                        : new Col("avg(" + draw.of(numbers).name() + ")", Primitive.DOUBLE);
            default -> counted();
        };
    }

    private static Col counted() {
        return new Col("count(*)", Primitive.LONG);
    }

    private static Col summed(Col number, String filter) {
        Type type = number.type() instanceof Type.Decimal d
                ? new Type.Decimal(38, d.scale())
                : number.type() == Primitive.INT ? Primitive.LONG : number.type();
        return new Col("sum(" + number.name() + ")" + filter, type);
    }

    private Select select(List<Col> plain, List<Col> computed, String tail, int depth, String shape) {
        List<Col> all = new ArrayList<>(plain);
        all.addAll(computed);
        List<String> items = new ArrayList<>();
        List<Col> columns = new ArrayList<>();
        for (int i = 0; i < all.size(); i++) {
            items.add(all.get(i).name() + " AS c" + (i + 1));
            columns.add(new Col("c" + (i + 1), all.get(i).type()));
        }
        return new Select("SELECT " + String.join(", ", items) + tail, columns, shape + (depth > 0 ? ", nested" : ""));
    }

    private static String kind(From from) {
        for (String join : List.of("LEFT JOIN", "RIGHT JOIN", "FULL JOIN", "JOIN")) {
            if (from.text().contains(" " + join + " ")) {
                return "a " + join.toLowerCase(java.util.Locale.ROOT);
            }
        }
        return "a table";
    }

    private String where(From from) {
        return draw.percent(45) ? " WHERE " + condition(from) : "";
    }

    private String condition(From from) {
        Col col = draw.of(keys(from));
        if (draw.percent(20)) {
            return col.name() + draw.of(" IS NULL", " IS NOT NULL");
        }
        List<String> values = feeds.stream()
                .flatMap(f -> f.columns().stream())
                .filter(c -> c.type().equals(col.type().toString()))
                .flatMap(c -> c.values().stream())
                .toList();
        return values.isEmpty()
                ? col.name() + " IS NOT NULL"
                : col.name() + draw.of(" = ", " <> ", " > ", " <= ") + literal(col.type(), draw.of(values));
    }

    /** A condition over a feed's own columns. */
    String condition(Feed feed, String prefix) {
        List<Col> columns = feed.columns().stream()
                .map(c -> new Col(
                        prefix + c.name(), foz.api.type.TypeText.parse(c.type()).orElseThrow()))
                .toList();
        return condition(new From(feed.table(), columns));
    }

    private static String literal(Type type, String value) {
        return switch (type) {
            case Type.Primitive p ->
                switch (p) {
                    case INT, LONG, DOUBLE, FLOAT, BOOLEAN -> value;
                    case STRING -> "'" + value + "'";
                    case DATE, TIMESTAMP, TIMESTAMPTZ, TIME, UUID, BINARY -> "CAST('" + value + "' AS " + p + ")";
                };
            case Type.Decimal d -> value;
            case Type.ListOf l -> "NULL";
            case Type.MapOf m -> "NULL";
            case Type.Struct s -> "NULL";
        };
    }

    private static List<Col> keys(From from) {
        List<Col> keys = from.columns().stream().filter(Col::isKey).toList();
        return keys.isEmpty() ? from.columns() : keys;
    }

    private List<Col> some(List<Col> columns, int most) {
        List<Col> left = new ArrayList<>(columns);
        List<Col> chosen = new ArrayList<>();
        int many = draw.between(1, Math.min(most, left.size()));
        for (int i = 0; i < many; i++) {
            chosen.add(left.remove(draw.between(0, left.size() - 1)));
        }
        return chosen;
    }

    private static String names(List<Col> columns) {
        return columns.stream().map(Col::name).collect(Collectors.joining(", "));
    }
}
