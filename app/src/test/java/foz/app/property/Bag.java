package foz.app.property;

import java.math.BigDecimal;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Rows in no order, each as often as it occurs. Doubles count as equal when they differ by no more than a billionth.
 *
 * @param columns their names
 * @param rows cells as text, doubles and NULL
 */
record Bag(List<String> columns, List<List<Object>> rows) {

    private static final double TOLERANCE = 1e-9;
    private static final int SHOWN = 6;
    private static final String NULL = "NULL";

    /** A value of either engine in the form that is compared. */
    static Object cell(@Nullable Object value) {
        return switch (value) {
            case null -> NULL;
            case Double d -> d;
            case Float f -> f.doubleValue();
            case Number n -> plain(new BigDecimal(n.toString()));
            case Timestamp t -> t.toLocalDateTime().toString();
            case OffsetDateTime t -> t.toInstant().toString();
            case java.sql.Array array -> cell(elements(array));
            case Object[] array -> cell(Arrays.asList(array));
            case List<?> list -> list.stream().map(e -> cell(e).toString()).collect(Collectors.joining(", ", "[", "]"));
            default -> value.toString();
        };
    }

    private static Object[] elements(java.sql.Array array) {
        try {
            return (Object[]) array.getArray();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String plain(BigDecimal number) {
        return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
    }

    /** How another bag differs from this one, in words; empty when it doesn't. */
    Optional<String> difference(Bag found) {
        if (!columns.equals(found.columns)) {
            return Optional.of("expected columns " + columns + ", found " + found.columns);
        }
        boolean[] inexact = inexact(rows, found.rows);
        Map<List<Object>, List<List<Object>>> missing = byExactCells(rows, inexact);
        List<List<Object>> tooMany = new ArrayList<>();
        for (List<Object> row : found.rows) {
            List<List<Object>> alike = missing.getOrDefault(exact(row, inexact), List.of());
            Optional<List<Object>> same =
                    alike.stream().filter(expected -> near(expected, row)).findFirst();
            same.ifPresentOrElse(alike::remove, () -> tooMany.add(row));
        }
        List<List<Object>> left =
                missing.values().stream().flatMap(List::stream).toList();
        return left.isEmpty() && tooMany.isEmpty()
                ? Optional.empty()
                : Optional.of("expected " + rows.size() + " rows, found " + found.rows.size() + "; columns " + columns
                        + "\n  missing  " + some(left) + "\n  too many " + some(tooMany));
    }

    private static String some(List<List<Object>> rows) {
        List<String> lines = rows.stream().map(Object::toString).sorted().toList();
        return lines.size() <= SHOWN
                ? lines.toString()
                : lines.subList(0, SHOWN) + " and " + (lines.size() - SHOWN) + " more";
    }

    private static boolean[] inexact(List<List<Object>> one, List<List<Object>> other) {
        int width = one.isEmpty()
                ? other.isEmpty() ? 0 : other.getFirst().size()
                : one.getFirst().size();
        boolean[] inexact = new boolean[width];
        for (List<List<Object>> rows : List.of(one, other)) {
            for (List<Object> row : rows) {
                for (int i = 0; i < width; i++) {
                    inexact[i] |= row.get(i) instanceof Double;
                }
            }
        }
        return inexact;
    }

    private static List<Object> exact(List<Object> row, boolean[] inexact) {
        List<Object> cells = new ArrayList<>();
        for (int i = 0; i < row.size(); i++) {
            if (!inexact[i]) {
                cells.add(row.get(i));
            }
        }
        return cells;
    }

    private static Map<List<Object>, List<List<Object>>> byExactCells(List<List<Object>> rows, boolean[] inexact) {
        Map<List<Object>, List<List<Object>>> map = new TreeMap<>(Comparator.comparing(Object::toString));
        rows.forEach(r ->
                map.computeIfAbsent(exact(r, inexact), k -> new ArrayList<>()).add(r));
        return map;
    }

    private static boolean near(List<Object> one, List<Object> other) {
        for (int i = 0; i < one.size(); i++) {
            if (!one.get(i).equals(other.get(i)) && !near(one.get(i), other.get(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean near(Object one, Object other) {
        if (one.equals(NULL) || other.equals(NULL)) {
            return false;
        }
        double a = Double.parseDouble(one.toString());
        double b = Double.parseDouble(other.toString());
        return a == b || Math.abs(a - b) <= TOLERANCE * Math.max(1, Math.max(Math.abs(a), Math.abs(b)));
    }
}
