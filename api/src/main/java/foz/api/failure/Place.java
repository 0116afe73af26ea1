package foz.api.failure;

/**
 * Where in a text file something stands.
 *
 * @param file path as the user would write it, relative to the pipeline folder where it lies inside
 * @param line 1-based; 0 when the whole file is meant
 * @param column 1-based, in characters; 0 when the whole line is meant
 */
public record Place(String file, int line, int column) {

    @Override
    public String toString() {
        return line == 0 ? file : column == 0 ? file + ":" + line : file + ":" + line + ":" + column;
    }
}
