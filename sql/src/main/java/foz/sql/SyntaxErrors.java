package foz.sql;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.calcite.sql.parser.SqlParseException;
import org.apache.calcite.sql.parser.SqlParserPos;

/** Says what the parser stumbled over, in the user's words: what stands there, what could stand there, the usual slip behind it. */
final class SyntaxErrors {

    private final SqlParseException error;
    private final List<Token> tokens;
    private final int[][] expected;
    private final String[] images;

    private SyntaxErrors(SqlParseException error, String sql) {
        this.error = error;
        this.tokens = Token.of(sql);
        int[][] sequences = error.getExpectedTokenSequences();
        this.expected = sequences == null ? new int[0][] : sequences;
        String[] names = error.getTokenImages();
        this.images = names == null ? new String[0] : names;
    }

    static Refusal explain(SqlParseException error, String sql) {
        return new SyntaxErrors(error, sql).explain();
    }

    private Refusal explain() {
        int first = indexAt(error.getPos());
        int matched = longestMatch(first);
        int index = Math.min(first + matched, tokens.size() - 1);
        Token found = tokens.get(index);
        Token before = index > 0 ? tokens.get(index - 1) : found;
        Set<String> next = following(first, matched);
        SqlParserPos at = Positions.of(found);
        boolean afterTypeWord =
                before.kind() == Token.Kind.WORD && next.stream().allMatch(n -> "a text".equals(n) || "(".equals(n));
        if (afterTypeWord && index > first) {
            return Refusal.at(Positions.of(before), SqlProblem.SQL_RESERVED_WORD, "word", before.text());
        }
        if (next.contains(")") && depth(index) > 0 && found.kind() != Token.Kind.SIGN) {
            return Refusal.at(
                    at,
                    SqlProblem.SQL_SYNTAX,
                    "found",
                    shown(found),
                    "hint",
                    "is a closing bracket missing before it?");
        }
        String slip = slip(found, before, next);
        if (!slip.isEmpty()) {
            return Refusal.at(at, SqlProblem.SQL_SYNTAX, "found", shown(found), "hint", slip);
        }
        if (found.kind() == Token.Kind.WORD && next.contains("a name") && !before.is(",")) {
            return Refusal.at(at, SqlProblem.SQL_RESERVED_WORD, "word", found.text());
        }
        if (found.kind() == Token.Kind.WORD && next.contains("a name") && isNameLike(index)) {
            return Refusal.at(at, SqlProblem.SQL_RESERVED_WORD, "word", found.text());
        }
        return Refusal.at(at, SqlProblem.SQL_SYNTAX, "found", shown(found), "hint", "expected " + list(next));
    }

    /** How many brackets are open there. */
    private int depth(int index) {
        int depth = 0;
        for (Token token : tokens.subList(0, index)) {
            depth += token.is("(") ? 1 : token.is(")") ? -1 : 0;
        }
        return depth;
    }

    /** After a comma and before a comma, FROM or AS: a column's name. */
    private boolean isNameLike(int index) {
        Token after = index + 1 < tokens.size() ? tokens.get(index + 1) : tokens.get(index);
        return !tokens.get(index).is("FROM") && (after.is(",") || after.is("FROM") || after.is("AS") || after.is(")"));
    }

    private static String slip(Token found, Token before, Set<String> next) {
        if (before.is(",")
                && (found.is("FROM") || found.is(")") || found.is("WHERE") || found.kind() == Token.Kind.END)) {
            return "remove the comma before it, or name another column";
        }
        if (found.is(";")) {
            return "a file holds one SELECT";
        }
        if (found.is("=") && before.is("=")) {
            return "equality is one =";
        }
        if (found.is("`")) {
            return "names are quoted with double quotes";
        }
        if (found.is("TIME") && before.is("AT")) {
            return "write local(…) for the wall clock of a timestamptz in the pipeline's zone";
        }
        if (before.kind() == Token.Kind.TEXT && next.contains("DAY") && next.contains("HOUR")) {
            return "the unit of an interval stands outside the quotes, as in INTERVAL '1' DAY";
        }
        if (next.contains("a comma")
                && (found.kind() == Token.Kind.WORD
                        || found.kind() == Token.Kind.QUOTED_NAME
                        || found.kind() == Token.Kind.NUMBER)) {
            return "is a comma missing before it?";
        }
        return "";
    }

    private int indexAt(SqlParserPos position) {
        for (int i = 0; i < tokens.size(); i++) {
            Token token = tokens.get(i);
            if (token.line() > position.getLineNum()
                    || token.line() == position.getLineNum() && token.column() >= position.getColumnNum()) {
                return i;
            }
        }
        return tokens.size() - 1;
    }

    /** How many tokens from there on the parser could still read: it looks ahead and reports where it began to. */
    private int longestMatch(int first) {
        int longest = 0;
        for (int[] sequence : expected) {
            int n = 0;
            while (n < sequence.length && first + n < tokens.size() && fits(sequence[n], tokens.get(first + n))) {
                n++;
            }
            longest = Math.max(longest, Math.min(n, sequence.length - 1));
        }
        return longest;
    }

    private Set<String> following(int first, int matched) {
        Set<String> next = new TreeSet<>();
        for (int[] sequence : expected) {
            boolean fits = sequence.length > matched;
            for (int i = 0; fits && i < matched; i++) {
                fits = fits(sequence[i], tokens.get(first + i));
            }
            if (fits) {
                next.add(name(images[sequence[matched]]));
            }
        }
        next.remove("");
        return next;
    }

    private boolean fits(int image, Token token) {
        String text = images[image];
        if (text.startsWith("\"")) {
            return text.equalsIgnoreCase('"' + token.text() + '"');
        }
        return switch (token.kind()) {
            case WORD, QUOTED_NAME -> name(text).equals("a name");
            case NUMBER -> name(text).equals("a number");
            case TEXT -> name(text).equals("a text");
            case END -> name(text).equals("the end");
            case SIGN, UNCLOSED -> false;
        };
    }

    private static String name(String image) {
        return switch (image) {
            case "\",\"" -> "a comma";
            case "<EOF>" -> "the end";
            case "<IDENTIFIER>", "<QUOTED_IDENTIFIER>" -> "a name";
            case "<QUOTED_STRING>" -> "a text";
            case "<UNSIGNED_INTEGER_LITERAL>", "<DECIMAL_NUMERIC_LITERAL>", "<APPROX_NUMERIC_LITERAL>" -> "a number";
            default -> image.startsWith("\"") ? image.substring(1, image.length() - 1) : "";
        };
    }

    private static String list(Set<String> next) {
        if (next.contains("a name") && next.contains("a number")) {
            return "a column or a value";
        }
        List<String> words = next.stream()
                .filter(w -> Character.isLetter(w.charAt(0)) || ")".equals(w))
                .toList();
        List<String> shown = words.isEmpty() ? List.copyOf(next) : words;
        String joined = shown.stream()
                .sorted(java.util.Comparator.comparing((String w) -> !w.startsWith("a ") && !")".equals(w)))
                .limit(6)
                .collect(Collectors.joining(", "));
        return joined.isEmpty()
                ? "something else"
                : (shown.size() > 1 ? "one of " : "") + joined + (shown.size() > 6 ? ", …" : "");
    }

    private static String shown(Token found) {
        return switch (found.text()) {
            case "" -> "the end of the query";
            case ";" -> "a semicolon";
            case "`" -> "a backquote";
            case "," -> "a comma";
            case "(" -> "an opening bracket";
            case ")" -> "a closing bracket";
            default -> found.text();
        };
    }
}
