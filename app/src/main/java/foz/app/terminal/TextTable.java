package foz.app.terminal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/** A table of text: a head, a rule, rows; numbers stand right. Columns that don't fit are cut, the widest first. */
public final class TextTable {

    private static final String GAP = "  ";
    private static final int NARROWEST = 4;

    private final List<String> head;
    private final List<Side> sides;
    private final List<List<String>> rows = new ArrayList<>();

    /** Where a column's text stands. */
    public enum Side {
        LEFT,
        RIGHT
    }

    /** A table with these columns. */
    public TextTable(List<String> head, List<Side> sides) {
        this.head = List.copyOf(head);
        this.sides = List.copyOf(sides);
    }

    /** A table whose heads begin with {@code >} where the column stands right. */
    public static TextTable of(String... heads) {
        return new TextTable(
                Arrays.stream(heads)
                        .map(h -> h.startsWith(">") ? h.substring(1) : h)
                        .toList(),
                Arrays.stream(heads)
                        .map(h -> h.startsWith(">") ? Side.RIGHT : Side.LEFT)
                        .toList());
    }

    /** Adds a row. */
    public TextTable row(String... cells) {
        return row(Arrays.asList(cells));
    }

    /** Adds a row. */
    public TextTable row(List<String> cells) {
        rows.add(cells.stream().map(TextWidth::oneLine).toList());
        return this;
    }

    /** Whether it has no row. */
    public boolean isEmpty() {
        return rows.isEmpty();
    }

    /** The table as lines for an output. */
    public List<String> lines(Look look) {
        int[] widths = fit(natural(), look.width());
        List<String> lines = new ArrayList<>();
        lines.add(look.style(Style.BOLD, line(head, widths, look)));
        String bar = look.unicode() ? "\u2500" : "-";
        lines.add(look.style(
                Style.FAINT,
                String.join(GAP, Arrays.stream(widths).mapToObj(bar::repeat).toList())));
        rows.forEach(r -> lines.add(line(r, widths, look)));
        return Collections.unmodifiableList(lines);
    }

    private int[] natural() {
        int[] widths = head.stream().mapToInt(TextWidth::of).toArray();
        for (List<String> row : rows) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], TextWidth.of(row.get(i)));
            }
        }
        return widths;
    }

    // Takes columns away from the widest left-standing column until the line fits; numbers are cut only when nothing
    // else is left.
    private int[] fit(int[] widths, int available) {
        long surplus =
                Arrays.stream(widths).asLongStream().sum() + (long) GAP.length() * (widths.length - 1) - available;
        while (surplus > 0) {
            int widest = widest(widths);
            if (widest < 0) {
                break;
            }
            widths[widest]--;
            surplus--;
        }
        return widths;
    }

    private int widest(int[] widths) {
        int best = -1;
        for (int i = 0; i < widths.length; i++) {
            if (widths[i] > NARROWEST && (best < 0 || weight(i, widths) > weight(best, widths))) {
                best = i;
            }
        }
        return best;
    }

    private int weight(int column, int[] widths) {
        return sides.get(column) == Side.LEFT ? widths[column] + 1000 : widths[column];
    }

    private String line(List<String> cells, int[] widths, Look look) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < widths.length; i++) {
            String cell = TextWidth.cut(cells.get(i), widths[i], look.cut());
            String blanks = " ".repeat(Math.max(0, widths[i] - TextWidth.of(cell)));
            line.append(i == 0 ? "" : GAP).append(sides.get(i) == Side.LEFT ? cell + blanks : blanks + cell);
        }
        return line.toString().stripTrailing();
    }
}
