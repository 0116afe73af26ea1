package foz.sql;

import java.util.List;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Fills the template of a form. {@code $0} is an argument, {@code $0^1} one that counts as 1 when it's less, {@code $*} all arguments,
 * {@code $1*} all but the first, {@code $||} all joined, {@code $type} the result's type, {@code $zone} the time zone.
 */
final class Template {

    private static final Pattern GAP = Pattern.compile("\\$(type|zone|\\|\\||\\*|(\\d)(\\*|\\^(\\d))?)");

    private Template() {}

    static String fill(String template, List<String> arguments, String zone, Supplier<String> type) {
        return GAP.matcher(template)
                .replaceAll(gap -> Matcher.quoteReplacement(
                        switch (gap.group(1)) {
                            case "type" -> type.get();
                            case "zone" -> zone;
                            case "||" -> String.join(" || ", arguments);
                            case "*" -> String.join(", ", arguments);
                            default -> argument(gap.group(2), gap.group(3), gap.group(4), arguments);
                        }));
    }

    private static String argument(
            String number,
            @org.jspecify.annotations.Nullable String how,
            @org.jspecify.annotations.Nullable String least,
            List<String> arguments) {
        int index = Integer.parseInt(number);
        if (how == null) {
            return arguments.get(index);
        }
        if (least == null) {
            return String.join(", ", arguments.subList(index, arguments.size()));
        }
        String text = arguments.get(index);
        boolean enough = text.matches("\\d{1,9}") && Integer.parseInt(text) >= Integer.parseInt(least);
        return enough ? text : "greatest(" + text + ", " + least + ")";
    }
}
