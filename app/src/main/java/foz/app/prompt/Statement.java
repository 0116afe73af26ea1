package foz.app.prompt;

/** Tells where a statement ends: at a semicolon outside of quotes and comments. */
final class Statement {

    private Statement() {}

    /** Whether a text holds a whole statement, or a command of the prompt. */
    static boolean isComplete(String text) {
        return text.isBlank() || text.strip().startsWith("\\") || end(text) >= 0;
    }

    /** The statement without its semicolon. */
    static String of(String text) {
        int end = end(text);
        return (end < 0 ? text : text.substring(0, end)).strip();
    }

    private static int end(String text) {
        int at = 0;
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c == ';') {
                return at;
            }
            if (c == '\'' || c == '"') {
                at = after(text, at + 1, String.valueOf(c));
            } else if (text.startsWith("--", at)) {
                at = after(text, at, "\n");
            } else if (text.startsWith("/*", at)) {
                at = after(text, at + 2, "*/");
            } else {
                at++;
            }
        }
        return -1;
    }

    private static int after(String text, int from, String sign) {
        int found = text.indexOf(sign, from);
        return found < 0 ? text.length() : found + sign.length();
    }
}
