package foz.api.engine;

import foz.api.balance.Balance;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What decoding yielded.
 *
 * @param rows the bronze table's new data files
 * @param quarantine the quarantine's new data files
 * @param files the account of each file, in the order of the job
 */
public record Loaded(List<WrittenFile> rows, List<WrittenFile> quarantine, List<LoadedFile> files) {

    public Loaded {
        rows = List.copyOf(rows);
        quarantine = List.copyOf(quarantine);
        files = List.copyOf(files);
    }

    /**
     * The account of one file.
     *
     * @param sha256 of the decompressed bytes, lower-case hexadecimal
     * @param bytes decompressed
     * @param header the header record's bytes, when the format has one
     * @param reasons reason code to number of records, quarantined and ignored ones together
     */
    public record LoadedFile(
            long fileId,
            String sha256,
            long bytes,
            Optional<byte[]> header,
            Balance balance,
            Map<String, Long> reasons) {}
}
