package foz.engines.load;

import com.github.luben.zstd.ZstdInputStreamNoFinalizer;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.util.zip.GZIPInputStream;

/** Bytes as they were before gzip or zstd, which are told by their first bytes and not by a name. */
public final class Decompression {

    private static final int BUFFER = 1 << 16;

    private Decompression() {}

    /** The decompressed bytes; the bytes themselves when they aren't compressed. Several members or frames count as one. */
    public static InputStream of(InputStream stored) throws IOException {
        PushbackInputStream bytes = new Peeking(new BufferedInputStream(stored, BUFFER));
        byte[] first = bytes.readNBytes(4);
        bytes.unread(first);
        if (first.length >= 2 && (first[0] & 0xFF) == 0x1F && (first[1] & 0xFF) == 0x8B) {
            return new GZIPInputStream(bytes, BUFFER);
        }
        if (first.length == 4
                && (first[0] & 0xFF) == 0x28
                && (first[1] & 0xFF) == 0xB5
                && first[2] == 0x2F
                && (first[3] & 0xFF) == 0xFD) {
            return new ZstdInputStreamNoFinalizer(bytes);
        }
        return bytes;
    }

    /** Says truly whether more bytes are there, which is how the JDK decides whether a further gzip member follows. */
    private static final class Peeking extends PushbackInputStream {

        Peeking(InputStream in) {
            super(in, 4);
        }

        @Override
        public int available() throws IOException {
            int next = read();
            if (next < 0) {
                return 0;
            }
            unread(next);
            return Math.max(1, super.available());
        }
    }
}
