package foz.engines.record;

import foz.api.failure.FozException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The encoding of a source's files. Three kinds are told apart: UTF-8, UTF-16, and those in which each byte is one character and the
 * lower half is ASCII. In all but UTF-16 the signs between fields stand as they are, so that files are decoded where they lie.
 */
public final class TextEncoding {

    /** The record's field bytes are checked when UTF-8, mapped when not. */
    public enum Kind {
        UTF_8,
        UTF_16,
        SINGLE_BYTE
    }

    private final String name;
    private final Charset charset;
    private final Kind kind;
    private final byte @Nullable [] @Nullable [] table;

    private TextEncoding(String name, Charset charset, Kind kind) {
        this.name = name;
        this.charset = charset;
        this.kind = kind;
        this.table = kind == Kind.SINGLE_BYTE ? table(charset) : null;
    }

    /** The encoding of this name. @throws FozException when it is none that is read */
    public static TextEncoding named(String name) {
        Charset charset;
        try {
            charset = Charset.forName(name);
        } catch (IllegalCharsetNameException | UnsupportedCharsetException unknown) {
            throw new FozException(unknown, ReadFailure.ENCODING_UNKNOWN, "encoding", name);
        }
        if (charset.equals(StandardCharsets.UTF_8) || charset.equals(StandardCharsets.US_ASCII)) {
            return new TextEncoding(name, StandardCharsets.UTF_8, Kind.UTF_8);
        }
        if (charset.name().toUpperCase(Locale.ROOT).startsWith("UTF-16")) {
            return new TextEncoding(name, charset, Kind.UTF_16);
        }
        if (!isSingleByte(charset)) {
            throw new FozException(ReadFailure.ENCODING_UNKNOWN, "encoding", name);
        }
        return new TextEncoding(name, charset, Kind.SINGLE_BYTE);
    }

    /** As the pipeline names it. */
    public String name() {
        return name;
    }

    /** Which kind. */
    public Kind kind() {
        return kind;
    }

    /** The bytes of a sign in files as they are decoded. */
    public byte[] bytes(String sign) {
        return sign.getBytes(kind == Kind.SINGLE_BYTE ? charset : StandardCharsets.UTF_8);
    }

    /** The order of bytes that the encoding's name says, when it says one. */
    public Optional<Utf16.Order> order() {
        String upper = charset.name().toUpperCase(Locale.ROOT);
        return upper.endsWith("LE")
                ? Optional.of(Utf16.Order.LITTLE)
                : upper.endsWith("BE") ? Optional.of(Utf16.Order.BIG) : Optional.empty();
    }

    /** The UTF-8 of a byte of a single-byte encoding; null when the byte means nothing. */
    public byte @Nullable [] utf8(byte b) {
        return table == null ? null : table[b & 0xFF];
    }

    /** Text for people, of bytes as they are decoded. */
    public String text(byte[] bytes, int from, int to) {
        return new String(bytes, from, to - from, kind == Kind.SINGLE_BYTE ? charset : StandardCharsets.UTF_8);
    }

    private static boolean isSingleByte(Charset charset) {
        if (!charset.canEncode() || charset.newEncoder().maxBytesPerChar() != 1.0f) {
            return false;
        }
        for (int b = 0; b < 0x80; b++) {
            if (!new String(new byte[] {(byte) b}, charset).equals(String.valueOf((char) b))) {
                return false;
            }
        }
        return true;
    }

    private static byte @Nullable [][] table(Charset charset) {
        byte[][] table = new byte[256][];
        for (int b = 0; b < 256; b++) {
            try {
                CharBuffer character = charset.newDecoder()
                        .onMalformedInput(CodingErrorAction.REPORT)
                        .onUnmappableCharacter(CodingErrorAction.REPORT)
                        .decode(ByteBuffer.wrap(new byte[] {(byte) b}));
                table[b] = character.toString().getBytes(StandardCharsets.UTF_8);
            } catch (CharacterCodingException undefined) {
                // Stays null: a byte that means nothing.
                continue;
            }
        }
        return table;
    }
}
