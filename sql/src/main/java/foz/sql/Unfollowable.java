package foz.sql;

/** Says that a query's changes can't be told from those of its inputs, and why, as a clause. */
final class Unfollowable extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String because;

    Unfollowable(String because) {
        super(because, null, false, false);
        this.because = because;
    }

    String because() {
        return because;
    }
}
