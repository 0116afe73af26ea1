package foz.engines.value;

/**
 * Where the values of one column go, row by row. A row may be written more than once; the last value counts. Which method fits a
 * type says {@link Carrier}.
 */
public interface Cell {

    /** No value. */
    void setNull(int row);

    /** True or false. */
    void setBoolean(int row, boolean value);

    /** A whole number of 32 bits, or the days of a date. */
    void setInt(int row, int value);

    /** A whole number of 64 bits, microseconds, or the digits of a short decimal without its point. */
    void setLong(int row, long value);

    /** A number of single precision. */
    void setFloat(int row, float value);

    /** A number of double precision. */
    void setDouble(int row, double value);

    /** Text: valid UTF-8, copied. */
    void setText(int row, byte[] utf8, int from, int to);
}
