package foz.sql;

import java.util.ArrayList;
import java.util.List;

/**
 * A token of SQL as far as we look at text ourselves: to say what a parse error means, and for two things the parser doesn't know.
 *
 * @param kind what it is
 * @param text as written
 * @param start offset of its first character
 * @param line 1-based
 * @param column 1-based
 */
record Token(Kind kind, String text, int start, int line, int column) {

    enum Kind {
        WORD,
        NUMBER,
        TEXT,
        QUOTED_NAME,
        SIGN,
        /** A text, a quoted name or a comment that never ends. */
        UNCLOSED,
        END
    }

    int end() {
        return start + text.length();
    }

    boolean is(String word) {
        return (kind == Kind.WORD || kind == Kind.SIGN) && text.equalsIgnoreCase(word);
    }

    /** All tokens, comments left out; the last one is the END. */
    static List<Token> of(String sql) {
        return new Scanner(sql).tokens();
    }

    private static final class Scanner {
        private final String sql;
        private final List<Token> tokens = new ArrayList<>();
        private int at;
        private int line = 1;
        private int lineStart;

        Scanner(String sql) {
            this.sql = sql;
        }

        List<Token> tokens() {
            while (at < sql.length()) {
                char c = sql.charAt(at);
                if (Character.isWhitespace(c)) {
                    pass(at + 1);
                } else if (sql.startsWith("--", at)) {
                    int end = sql.indexOf('\n', at);
                    pass(end < 0 ? sql.length() : end);
                } else if (sql.startsWith("/*", at)) {
                    comment();
                } else if (c == '\'') {
                    quoted('\'', Kind.TEXT);
                } else if (c == '"') {
                    quoted('"', Kind.QUOTED_NAME);
                } else if (Character.isLetter(c) || c == '_') {
                    run(Kind.WORD);
                } else if (Character.isDigit(c)) {
                    run(Kind.NUMBER);
                } else {
                    add(Kind.SIGN, at + 1);
                }
            }
            add(Kind.END, at);
            return tokens;
        }

        private void run(Kind kind) {
            int end = at;
            while (end < sql.length() && isPart(sql.charAt(end), kind)) {
                end++;
            }
            add(kind, end);
        }

        private static boolean isPart(char c, Kind kind) {
            return Character.isLetterOrDigit(c) || c == '_' || c == '$' || kind == Kind.NUMBER && c == '.';
        }

        private void quoted(char quote, Kind kind) {
            int end = at + 1;
            while (end < sql.length()) {
                if (sql.charAt(end) != quote) {
                    end++;
                } else if (end + 1 < sql.length() && sql.charAt(end + 1) == quote) {
                    end += 2;
                } else {
                    add(kind, end + 1);
                    return;
                }
            }
            add(Kind.UNCLOSED, sql.length());
        }

        private void comment() {
            int end = sql.indexOf("*/", at + 2);
            if (end < 0) {
                add(Kind.UNCLOSED, sql.length());
            } else {
                pass(end + 2);
            }
        }

        private void add(Kind kind, int end) {
            tokens.add(new Token(kind, sql.substring(at, end), at, line, at - lineStart + 1));
            pass(end);
        }

        private void pass(int end) {
            for (; at < end; at++) {
                if (sql.charAt(at) == '\n') {
                    line++;
                    lineStart = at + 1;
                }
            }
        }
    }
}
