package foz.engines.json;

import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/** How far a JSON value reaches, by braces and strings alone; true also for a broken one, within the bounds told. */
final class JsonSpan {

    private static final Pattern WORD =
            Pattern.compile("true|false|null|-?[0-9]++(?:\\.[0-9]++)?(?:[eE][+-]?[0-9]++)?");

    private JsonSpan() {}

    /**
     * The end of the value that begins here; -1 when more bytes are needed. A text, number or word ends where it ends, if a comma, a
     * bracket or a new line follows; what is no JSON at all is a whole line.
     */
    static int end(byte[] bytes, int from, int to, boolean last) {
        byte first = bytes[from];
        return first == '{' || first == '[' ? structure(bytes, from, to, last) : bare(bytes, from, to, last);
    }

    private static int bare(byte[] bytes, int from, int to, boolean last) {
        int end = bytes[from] == '"' ? textEnd(bytes, from, to) : wordEnd(bytes, from, to);
        int next = end;
        while (next < to && (bytes[next] == ' ' || bytes[next] == '\t' || bytes[next] == '\r')) {
            next++;
        }
        if (end > from && next == to) {
            return last ? end : -1;
        }
        boolean whole = end > from && (bytes[next] == ',' || bytes[next] == ']' || bytes[next] == '\n');
        return whole ? end : line(bytes, from, to, last);
    }

    /** Behind the closing quote; where the text begins if it has none. */
    private static int textEnd(byte[] bytes, int from, int to) {
        int closed = string(bytes, from, to);
        return closed >= 0 && bytes[closed] == '"' ? closed + 1 : from;
    }

    /** Behind a number, true, false or null; where the word begins if it is none of them. */
    private static int wordEnd(byte[] bytes, int from, int to) {
        int end = from;
        while (end < to
                && (Character.isLetterOrDigit(bytes[end])
                        || bytes[end] == '-'
                        || bytes[end] == '+'
                        || bytes[end] == '.')) {
            end++;
        }
        String word = new String(bytes, from, end - from, StandardCharsets.US_ASCII);
        return WORD.matcher(word).matches() ? end : from;
    }

    private static int structure(byte[] bytes, int from, int to, boolean last) {
        int depth = 0;
        byte before = 0;
        int i = from;
        while (i < to) {
            byte b = bytes[i];
            if (b == '"') {
                int closed = string(bytes, i, to);
                if (closed < 0) {
                    return last ? to : -1;
                }
                if (bytes[closed] != '"') {
                    return closed;
                }
                i = closed + 1;
                before = '"';
                continue;
            }
            if (b == '\n') {
                if (i + 1 >= to && !last) {
                    return -1;
                }
                if (i + 1 < to && bytes[i + 1] == '{' && isComplete(before)) {
                    return i;
                }
            } else if (b == '{' || b == '[') {
                depth++;
            } else if (b == '}' || b == ']') {
                depth--;
                if (depth == 0) {
                    return i + 1;
                }
            }
            before = b <= ' ' ? before : b;
            i++;
        }
        return last ? to : -1;
    }

    /** After one of these signs, another brace may well follow. */
    private static boolean isComplete(byte before) {
        return before != ',' && before != ':' && before != '[' && before != '{';
    }

    /** Where the string's closing quote stands, or the end of its line before it; -1 for neither. */
    private static int string(byte[] bytes, int open, int to) {
        int i = open + 1;
        while (i < to) {
            byte b = bytes[i];
            if (b == '"' || b == '\n') {
                return i;
            }
            i += b == '\\' && i + 1 < to && bytes[i + 1] != '\n' ? 2 : 1;
        }
        return -1;
    }

    private static int line(byte[] bytes, int from, int to, boolean last) {
        for (int i = from; i < to; i++) {
            if (bytes[i] == '\n') {
                return i;
            }
        }
        return last ? to : -1;
    }
}
