package foz.app.terminal;

/** How many columns of a terminal text takes, and text cut to columns. */
public final class TextWidth {

    private TextWidth() {}

    /** Columns of a text without control characters. */
    public static int of(String text) {
        int columns = 0;
        for (int i = 0; i < text.length(); ) {
            int c = text.codePointAt(i);
            columns += of(c);
            i += Character.charCount(c);
        }
        return columns;
    }

    /** The text, cut so that it takes no more columns than given, the cut sign included. */
    public static String cut(String text, int columns, String sign) {
        if (of(text) <= columns) {
            return text;
        }
        int left = columns - of(sign);
        int end = 0;
        while (end < text.length()) {
            int c = text.codePointAt(end);
            if (of(c) > left) {
                break;
            }
            left -= of(c);
            end += Character.charCount(c);
        }
        return text.substring(0, end) + sign;
    }

    /** Line breaks, tabs and other control characters made visible, so that a cell stays one line. */
    public static String oneLine(String text) {
        StringBuilder line = null;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < ' ' || c == 0x7f) {
                line = line == null ? new StringBuilder(text.substring(0, i)) : line;
                line.append(visible(c));
            } else if (line != null) {
                line.append(c);
            }
        }
        return line == null ? text : line.toString();
    }

    private static String visible(char c) {
        return switch (c) {
            case '\n' -> "\\n";
            case '\r' -> "\\r";
            case '\t' -> "\\t";
            default -> String.format("\\x%02x", (int) c);
        };
    }

    private static int of(int c) {
        if (c < 0x300) {
            return 1;
        }
        int type = Character.getType(c);
        if (type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK || type == Character.FORMAT) {
            return 0;
        }
        return isWide(c) ? 2 : 1;
    }

    // The wide and fullwidth blocks of Unicode's East Asian Width (UAX #11), and emoji.
    private static boolean isWide(int c) {
        return c >= 0x1100 && c <= 0x115f
                || c >= 0x2e80 && c <= 0xa4cf && c != 0x303f
                || c >= 0xac00 && c <= 0xd7a3
                || c >= 0xf900 && c <= 0xfaff
                || c >= 0xfe30 && c <= 0xfe6f
                || c >= 0xff00 && c <= 0xff60
                || c >= 0xffe0 && c <= 0xffe6
                || c >= 0x1f300 && c <= 0x1f64f
                || c >= 0x1f680 && c <= 0x1f6ff
                || c >= 0x1f900 && c <= 0x1f9ff
                || c >= 0x20000 && c <= 0x3fffd;
    }
}
