package foz.engines.database;

/**
 * The hash by which Iceberg puts values into buckets: MurmurHash3, x86, 32 bits, seed 0 (Austin Appleby, public domain; Iceberg table
 * specification, appendix B).
 */
final class Murmur3 {

    private static final int C1 = 0xcc9e2d51;
    private static final int C2 = 0x1b873593;
    private static final int BLOCK = 4;

    private Murmur3() {}

    /** Of some bytes. */
    static int hash(byte[] bytes) {
        int hash = 0;
        int whole = bytes.length - bytes.length % BLOCK;
        for (int i = 0; i < whole; i += BLOCK) {
            hash = mixed(hash, littleEndian(bytes, i, BLOCK));
        }
        int rest = littleEndian(bytes, whole, bytes.length - whole);
        return finished(hash ^ scrambled(rest), bytes.length);
    }

    /** Of a long's eight bytes, the lowest first. */
    static int hash(long number) {
        int hash = mixed(mixed(0, (int) number), (int) (number >>> Integer.SIZE));
        return finished(hash, Long.BYTES);
    }

    private static int littleEndian(byte[] bytes, int from, int count) {
        int block = 0;
        for (int i = count - 1; i >= 0; i--) {
            block = block << Byte.SIZE | bytes[from + i] & 0xff;
        }
        return block;
    }

    private static int scrambled(int block) {
        return Integer.rotateLeft(block * C1, 15) * C2;
    }

    private static int mixed(int hash, int block) {
        return Integer.rotateLeft(hash ^ scrambled(block), 13) * 5 + 0xe6546b64;
    }

    private static int finished(int mixed, int length) {
        int hash = mixed ^ length;
        hash = (hash ^ hash >>> 16) * 0x85ebca6b;
        hash = (hash ^ hash >>> 13) * 0xc2b2ae35;
        return hash ^ hash >>> 16;
    }
}
