package foz.engines.load;

import foz.api.balance.Reason;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLongArray;

/** What is known of a file so far: its header and its sums. Counted by several threads, apart from each other. */
final class FileAccount {

    private static final Reason[] REASONS = Reason.values();

    private final long fileId;
    private final String name;
    private final AtomicLongArray refused = new AtomicLongArray(REASONS.length);
    private final AtomicLongArray ignored = new AtomicLongArray(REASONS.length);
    private volatile Optional<byte[]> header = Optional.empty();
    private volatile Optional<byte[]> originalHeader = Optional.empty();
    private volatile long received;
    private volatile long bytes;
    private volatile String sha256 = "";

    FileAccount(long fileId, String name) {
        this.fileId = fileId;
        this.name = name;
    }

    long fileId() {
        return fileId;
    }

    String name() {
        return name;
    }

    /** As it is decoded. */
    Optional<byte[]> header() {
        return header;
    }

    /** As it stands in the file. */
    Optional<byte[]> originalHeader() {
        return originalHeader;
    }

    void setHeader(byte[] decoded, byte[] original) {
        header = Optional.of(decoded);
        originalHeader = Optional.of(original);
    }

    long received() {
        return received;
    }

    long bytes() {
        return bytes;
    }

    String sha256() {
        return sha256;
    }

    void finish(long received, long bytes, String sha256) {
        this.received = received;
        this.bytes = bytes;
        this.sha256 = sha256;
    }

    void refuse(Reason reason) {
        refused.incrementAndGet(reason.ordinal());
    }

    void ignore(Reason reason) {
        ignored.incrementAndGet(reason.ordinal());
    }

    long ignored() {
        long sum = 0;
        for (int i = 0; i < REASONS.length; i++) {
            sum += ignored.get(i);
        }
        return sum;
    }

    /** Reason code to number of records. */
    Map<String, Long> reasons() {
        Map<String, Long> reasons = new TreeMap<>();
        for (int i = 0; i < REASONS.length; i++) {
            long count = refused.get(i) + ignored.get(i);
            if (count > 0) {
                reasons.put(REASONS[i].id(), count);
            }
        }
        return reasons;
    }
}
