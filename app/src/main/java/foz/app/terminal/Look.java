package foz.app.terminal;

/**
 * What one output can show.
 *
 * @param live whether a person watches it, so that lines may be drawn over
 * @param coloured whether colours are wanted
 * @param unicode whether it shows more than ASCII
 * @param width columns; {@link #UNLIMITED} where nothing is cut, as in a pipe
 */
public record Look(boolean live, boolean coloured, boolean unicode, int width) {

    /** No cutting. */
    public static final int UNLIMITED = Integer.MAX_VALUE;

    /** A pipe or a file. */
    public static final Look PLAIN = new Look(false, false, true, UNLIMITED);

    /** The text in a style, or as it is where colours are not wanted. */
    public String style(Style style, String text) {
        return coloured && !text.isEmpty() ? "\u001b[" + style.code() + "m" + text + "\u001b[0m" : text;
    }

    /** The sign for something that is as it should be. */
    public String good() {
        return style(Style.GREEN, unicode ? "\u2713" : "ok");
    }

    /** The sign for something that is not. */
    public String bad() {
        return style(Style.RED, unicode ? "\u2717" : "FAILED");
    }

    /** The sign that stands for text cut away. */
    public String cut() {
        return unicode ? "\u2026" : "~";
    }

    /** Width for prose: the terminal's, but never wider than is pleasant to read. */
    public int proseWidth() {
        return Math.clamp(width, 40, 100);
    }
}
