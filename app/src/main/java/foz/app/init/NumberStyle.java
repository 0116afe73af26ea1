package foz.app.init;

import java.util.Optional;

/** A way to write numbers: the sign between whole and fraction, and the sign between groups of three digits. */
enum NumberStyle {
    POINT('.', ','),
    COMMA(',', '.');

    private final char point;
    private final char group;

    NumberStyle(char point, char group) {
        this.point = point;
        this.group = group;
    }

    char point() {
        return point;
    }

    char group() {
        return group;
    }

    /**
     * What a number is made of.
     *
     * @param whole digits before the point
     * @param fraction digits behind it
     * @param grouped whether groups are set apart
     * @param leadingZero whether it begins with a zero that another digit follows
     * @param exponent whether it has one
     */
    record Shape(int whole, int fraction, boolean grouped, boolean leadingZero, boolean exponent) {}

    /** The shape of a text, when it is a number in this style. */
    Optional<Shape> shape(String text) {
        int at = !text.isEmpty() && (text.charAt(0) == '-' || text.charAt(0) == '+') ? 1 : 0;
        int start = at;
        int whole = 0;
        int sinceGroup = 0;
        boolean grouped = false;
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c >= '0' && c <= '9') {
                whole++;
                sinceGroup++;
            } else if (c == group && sinceGroup > 0 && (grouped ? sinceGroup == 3 : sinceGroup <= 3)) {
                grouped = true;
                sinceGroup = 0;
            } else {
                break;
            }
            at++;
        }
        if (grouped && sinceGroup != 3) {
            return Optional.empty();
        }
        boolean leadingZero = whole > 1 && text.charAt(start) == '0';
        int fraction = 0;
        if (at < text.length() && text.charAt(at) == point) {
            fraction = digits(text, at + 1);
            at += 1 + fraction;
        }
        if (whole + fraction == 0) {
            return Optional.empty();
        }
        boolean exponent = at < text.length() && (text.charAt(at) == 'e' || text.charAt(at) == 'E');
        if (exponent) {
            int sign = at + 1 < text.length() && (text.charAt(at + 1) == '-' || text.charAt(at + 1) == '+') ? 1 : 0;
            int digits = digits(text, at + 1 + sign);
            at += digits == 0 ? 0 : 1 + sign + digits;
        }
        return at == text.length()
                ? Optional.of(new Shape(whole, fraction, grouped, leadingZero, exponent))
                : Optional.empty();
    }

    /** The number with a decimal point and nothing else. */
    String plain(String text) {
        return text.replace(String.valueOf(group), "").replace(point, '.');
    }

    private static int digits(String text, int from) {
        int end = from;
        while (end < text.length() && text.charAt(end) >= '0' && text.charAt(end) <= '9') {
            end++;
        }
        return end - from;
    }
}
