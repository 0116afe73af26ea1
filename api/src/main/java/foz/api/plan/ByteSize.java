package foz.api.plan;

/**
 * An amount of bytes, written with a unit: {@code 512MB} (powers of ten) or {@code 20GiB} (powers of two).
 *
 * @param bytes how many, at least 0
 */
public record ByteSize(long bytes) {

    public ByteSize {
        if (bytes < 0) {
            throw new IllegalArgumentException(bytes + " bytes are fewer than none");
        }
    }
}
