package foz.api.failure;

/** A code for a failure that ends an operation, with whose move it is now. */
public interface FailureCode extends Code {

    /** Who has to act. */
    Blame blame();

    /** Whether the same call may succeed later without anybody changing anything. */
    default boolean retryHelps() {
        return blame() == Blame.CAPACITY || blame() == Blame.OUTSIDE;
    }
}
