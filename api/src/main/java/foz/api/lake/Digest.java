package foz.api.lake;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A short digest of a sequence of texts, for ids of batches, which must come out the same when the same work is tried again. One thread;
 * used up by {@link #text}.
 */
public final class Digest {

    private final MessageDigest sha;

    /** Of nothing yet. */
    public Digest() {
        try {
            sha = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /** Adds what an object says of itself. */
    public Digest with(Object part) {
        sha.update(String.valueOf(part).getBytes(StandardCharsets.UTF_8));
        sha.update((byte) 0);
        return this;
    }

    /** Adds bytes as they are. */
    public Digest withBytes(byte[] part) {
        sha.update(part);
        return with(part.length);
    }

    /** The first 16 hexadecimal digits. */
    public String text() {
        return HexFormat.of().formatHex(sha.digest(), 0, 8);
    }
}
