package foz.app.init;

import foz.engines.load.Decompression;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * How the bytes of a file are text, as found by reading all of them.
 *
 * @param name as it is written in {@code foz.yaml}
 * @param charset for reading
 * @param why what decided it
 */
record TextEncoding(String name, Charset charset, String why) {

    /** The bytes of a file, decompressed as a run would. The caller closes. */
    static InputStream open(Path file) throws IOException {
        return Decompression.of(Files.newInputStream(file));
    }

    /** Reads the whole file. */
    static TextEncoding of(Path file) throws IOException {
        try (InputStream in = open(file)) {
            byte[] start = in.readNBytes(3);
            if (start.length >= 2
                    && (start[0] == (byte) 0xFF && start[1] == (byte) 0xFE
                            || start[0] == (byte) 0xFE && start[1] == (byte) 0xFF)) {
                return new TextEncoding("utf-16", StandardCharsets.UTF_16, "it begins with a UTF-16 byte order mark");
            }
            return scan(start, in);
        }
    }

    private static TextEncoding scan(byte[] start, InputStream in) throws IOException {
        Utf8 utf8 = new Utf8();
        boolean ascii = true;
        boolean controls = false;
        byte[] chunk = start;
        int length = start.length;
        byte[] buffer = new byte[1 << 16];
        while (length > 0) {
            for (int i = 0; i < length; i++) {
                int b = chunk[i] & 0xFF;
                ascii &= b < 0x80;
                controls |= b >= 0x80 && b < 0xA0;
            }
            utf8.take(chunk, length);
            chunk = buffer;
            length = in.read(buffer);
        }
        if (ascii) {
            return new TextEncoding("utf-8", StandardCharsets.UTF_8, "all of it is ASCII");
        }
        if (utf8.endsWell()) {
            return new TextEncoding("utf-8", StandardCharsets.UTF_8, "all of it is valid UTF-8");
        }
        return controls
                ? new TextEncoding(
                        "windows-1252",
                        Charset.forName("windows-1252"),
                        "it is not UTF-8, and has signs that only windows-1252 has")
                : new TextEncoding("latin1", StandardCharsets.ISO_8859_1, "it is not UTF-8");
    }

    /** Whether bytes that come in pieces are UTF-8. */
    private static final class Utf8 {

        private final CharsetDecoder decoder = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        private final CharBuffer sink = CharBuffer.allocate(1 << 16);
        private byte[] rest = {};
        private boolean good = true;

        void take(byte[] bytes, int length) {
            if (!good) {
                return;
            }
            ByteBuffer in = ByteBuffer.allocate(rest.length + length)
                    .put(rest)
                    .put(bytes, 0, length)
                    .flip();
            CoderResult result;
            do {
                sink.clear();
                result = decoder.decode(in, sink, false);
            } while (result.isOverflow());
            good = !result.isError();
            rest = new byte[in.remaining()];
            in.get(rest);
        }

        boolean endsWell() {
            return good && rest.length == 0;
        }
    }
}
