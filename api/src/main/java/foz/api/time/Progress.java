package foz.api.time;

/** Is told how far a piece of work has come, so that somebody watching knows. Calls may come from any thread. */
public interface Progress {

    /** Nobody watches. */
    Progress UNWATCHED = new Progress() {
        @Override
        public void begin(String what, long total) {}

        @Override
        public void advance(long by) {}

        @Override
        public void end() {}
    };

    /**
     * A piece of work begins; the one before has ended.
     *
     * @param what in a few words, such as {@code loading orders}
     * @param total bytes to be done; 0 when nobody knows
     */
    void begin(String what, long total);

    /** So many more bytes are done. */
    void advance(long by);

    /** The piece of work is over. */
    void end();
}
