package foz.api.balance;

import java.time.Instant;
import java.util.OptionalLong;

/**
 * One row of {@code system.batches}: the stored account of one edge in one batch.
 *
 * @param batch the batch's id
 * @param edge {@code source}, {@code replay}, {@code withdraw} or {@code table}
 * @param origin the source's or table's name
 * @param file the file's id, for source edges
 * @param how how it was taken in or refreshed: {@code append}, {@code replace}, {@code whole}, {@code copy}, …
 * @param because why that way, as a clause; empty where there was no choice
 * @param at when it was computed
 * @param balance the account
 * @param warned how often a {@code warn} rule was not true for a row the query yielded
 * @param effort what it cost
 */
public record BatchRow(
        String batch,
        String edge,
        String origin,
        OptionalLong file,
        String how,
        String because,
        Instant at,
        Balance balance,
        long warned,
        Effort effort) {

    /** Where there was no choice, and nobody measured. */
    public BatchRow(
            String batch,
            String edge,
            String origin,
            OptionalLong file,
            String how,
            Instant at,
            Balance balance,
            long warned) {
        this(batch, edge, origin, file, how, "", at, balance, warned, Effort.NONE);
    }
}
