package foz.landing;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** A short digest of a sequence of texts, for ids that must come out the same when the same work is tried again. */
final class Digest {

    private final MessageDigest sha;

    Digest() {
        try {
            sha = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    Digest with(Object part) {
        sha.update(String.valueOf(part).getBytes(StandardCharsets.UTF_8));
        sha.update((byte) 0);
        return this;
    }

    Digest withBytes(byte[] part) {
        sha.update(part);
        return with(part.length);
    }

    /** The first 16 hexadecimal digits. */
    String text() {
        return HexFormat.of().formatHex(sha.digest(), 0, 8);
    }
}
