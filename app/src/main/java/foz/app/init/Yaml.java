package foz.app.init;

/** Writes scalars so that YAML reads them back as they were. */
final class Yaml {

    private Yaml() {}

    /** Between double quotes. */
    static String quoted(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"' -> quoted.append("\\\"");
                case '\\' -> quoted.append("\\\\");
                case '\n' -> quoted.append("\\n");
                case '\r' -> quoted.append("\\r");
                case '\t' -> quoted.append("\\t");
                default -> {
                    if (c < ' ' || c == 0x7f || c == 0x85 || c == 0xfeff || c == 0x2028 || c == 0x2029) {
                        quoted.append(String.format("\\u%04x", (int) c));
                    } else {
                        quoted.append(c);
                    }
                }
            }
        }
        return quoted.append('"').toString();
    }

    /** On one line of a comment, whatever the text holds. */
    static String comment(String text) {
        return quoted(text).replaceAll("^\"|\"$", "").replace("\\\"", "\"").replace("\\\\", "\\");
    }

    /** Plain where that is safe, else quoted. */
    static String scalar(String text) {
        return text.matches("[A-Za-z_][A-Za-z0-9_ ./-]*[A-Za-z0-9_]|[A-Za-z_]") ? text : quoted(text);
    }
}
