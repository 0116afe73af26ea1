package foz.sql;

import java.util.stream.Collectors;

/** The reference page of portable SQL, made from the table of functions. */
final class Reference {

    private Reference() {}

    static String page() {
        StringBuilder page = new StringBuilder("""
            # SQL reference

            Made from the code; each example is a test. What functions and operators mean where engines differ: [SQL meaning](sql-meaning.md).

            A capital letter in a signature stands for one type wherever it appears: `N` for a number, `I` for a whole number (int or long), \
            `C` for anything that can be ordered, `W` for a date or a timestamp, others for any type. Examples of aggregates and windows are \
            over four rows: `n` is 1, 2, 3, NULL and `s` is 'a', 'a', 'b', 'b'. The time zone of the examples is Europe/Paris.
            """);
        for (Functions.Group group : Functions.GROUPS) {
            page.append("\n## ").append(group.title()).append('\n');
            group.functions().forEach(f -> page.append(entry(f)));
        }
        return page.toString();
    }

    private static String entry(Function function) {
        String forms = function.forms().stream()
                .map(f -> "- `" + (function.sort() == Function.Sort.OPERATOR ? "" : function.name()) + f.signature()
                        + "`")
                .collect(Collectors.joining("\n"));
        String examples = function.examples().stream()
                .map(e -> "- `" + e.expression() + "` is `" + e.value() + "`")
                .collect(Collectors.joining("\n"));
        return "\n### " + function.name() + "\n\n" + function.doc() + "\n\n" + forms + "\n"
                + (examples.isEmpty() ? "" : "\n" + examples + "\n");
    }
}
