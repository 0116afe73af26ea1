package foz.engines.value;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** The words that mean NULL when they stand unquoted. */
public final class NullWords {

    private final byte[][] words;
    private final long lengths;

    /** These words. */
    public NullWords(List<String> words) {
        this.words = words.stream().map(w -> w.getBytes(StandardCharsets.UTF_8)).toArray(byte[][]::new);
        long lengths = 0;
        for (byte[] word : this.words) {
            lengths |= 1L << Math.min(word.length, 63);
        }
        this.lengths = lengths;
    }

    /** Whether the text is one of them. */
    public boolean contain(byte[] text, int from, int to) {
        if ((lengths >>> Math.min(to - from, 63) & 1) == 0) {
            return false;
        }
        for (byte[] word : words) {
            if (Arrays.equals(word, 0, word.length, text, from, to)) {
                return true;
            }
        }
        return false;
    }
}
