package foz.app.answer;

import foz.api.engine.Answer;
import foz.app.json.Json;
import foz.app.terminal.Amount;
import foz.app.terminal.Terminal;
import foz.app.terminal.TextTable;
import foz.app.terminal.TextTable.Side;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/** Writes an answer while it is computed. What it says about the answer goes to the other output, so that a pipe holds rows alone. */
public final class AnswerWriter {

    private static final int MOST_ON_SCREEN = 200;
    private static final int MOST_IN_TABLE = 10_000;

    private final Terminal terminal;
    private final LongConsumer counted;

    /**
     * A writer.
     *
     * @param counted is told how many rows there were
     */
    public AnswerWriter(Terminal terminal, LongConsumer counted) {
        this.terminal = terminal;
        this.counted = counted;
    }

    /** Writes an answer in one of the forms that are text. */
    public void write(Answer answer, AnswerForm form) {
        AnswerText out = new AnswerText(terminal.out());
        long rows = switch (form) {
            case TABLE -> table(answer);
            case CSV -> csv(answer, out);
            case JSON -> json(answer, out);
            case NDJSON -> ndjson(answer, out);
            case PARQUET -> throw new IllegalArgumentException("Parquet is no text");
        };
        out.end();
        counted.accept(rows);
    }

    private long table(Answer answer) {
        List<Side> sides = answer.types().stream()
                .map(t -> isNumber(t) ? Side.RIGHT : Side.LEFT)
                .toList();
        TextTable table = new TextTable(answer.columns(), sides);
        int most = terminal.look().live() ? MOST_ON_SCREEN : MOST_IN_TABLE;
        long rows = 0;
        for (List<@Nullable Object> row = answer.next(); row != null; row = answer.next()) {
            if (rows++ < most) {
                table.row(row.stream().map(CellText::forPeople).toList());
            }
        }
        terminal.say(table);
        if (rows > most) {
            terminal.note(Amount.count(rows - most) + " more rows are not shown; --format csv gives all");
        }
        return rows;
    }

    private static long csv(Answer answer, AnswerText out) {
        long rows = 0;
        line(out, answer.columns().stream().map(CellText::csv).toList());
        for (List<@Nullable Object> row = answer.next(); row != null; row = answer.next()) {
            line(out, row.stream().map(CellText::csv).toList());
            rows++;
        }
        return rows;
    }

    private static void line(AnswerText out, List<String> cells) {
        out.add(String.join(",", cells)).add("\n");
    }

    private static long json(Answer answer, AnswerText out) {
        long rows = 0;
        List<String> names = unique(answer.columns());
        out.add("[");
        for (List<@Nullable Object> row = answer.next(); row != null; row = answer.next()) {
            out.add(rows++ == 0 ? "\n  " : ",\n  ").add(Json.line(object(names, row)));
        }
        out.add(rows == 0 ? "]\n" : "\n]\n");
        return rows;
    }

    private static long ndjson(Answer answer, AnswerText out) {
        List<String> names = unique(answer.columns());
        long rows = 0;
        for (List<@Nullable Object> row = answer.next(); row != null; row = answer.next()) {
            out.add(Json.line(object(names, row))).add("\n");
            rows++;
        }
        return rows;
    }

    // An object holds a name once: the second a is a_2.
    private static List<String> unique(List<String> columns) {
        Set<String> taken = new LinkedHashSet<>();
        for (String column : columns) {
            String name = column;
            for (int i = 2; taken.contains(name) || !name.equals(column) && columns.contains(name); i++) {
                name = column + "_" + i;
            }
            taken.add(name);
        }
        return List.copyOf(taken);
    }

    private static Map<String, @Nullable Object> object(List<String> columns, List<@Nullable Object> row) {
        Map<String, @Nullable Object> object = new LinkedHashMap<>();
        for (int i = 0; i < columns.size(); i++) {
            object.put(columns.get(i), CellText.forJson(row.get(i)));
        }
        return object;
    }

    /** All rows of a small answer, as text for people. */
    public static List<List<String>> texts(Answer answer) {
        List<List<String>> rows = new ArrayList<>();
        for (List<@Nullable Object> row = answer.next(); row != null; row = answer.next()) {
            rows.add(row.stream().map(CellText::forPeople).toList());
        }
        return rows;
    }

    private static boolean isNumber(String type) {
        return type.endsWith("INT")
                || type.equals("INTEGER")
                || type.equals("UINTEGER")
                || type.equals("DOUBLE")
                || type.equals("FLOAT")
                || type.startsWith("DECIMAL") && !type.endsWith("]");
    }
}
