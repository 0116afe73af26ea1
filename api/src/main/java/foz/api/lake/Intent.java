package foz.api.lake;

/**
 * What a batch is about to do, written down before it does.
 *
 * @param batch its id, the same whenever the same work is tried again: a digest of what it reads and of the state it starts from
 * @param what a word for it, such as {@code load orders} or {@code refresh silver.orders}
 */
public record Intent(String batch, String what) {}
