package foz.engines.json;

/** How far a JSON value reaches, by braces and strings alone; true also for a broken one, within the bounds told. */
final class JsonSpan {

    private JsonSpan() {}

    /** The end of the value that begins here; -1 when more bytes are needed. What is no object and no array is a whole line. */
    static int end(byte[] bytes, int from, int to, boolean last) {
        byte first = bytes[from];
        return first == '{' || first == '[' ? structure(bytes, from, to, last) : line(bytes, from, to, last);
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
