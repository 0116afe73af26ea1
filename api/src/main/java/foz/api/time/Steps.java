package foz.api.time;

/**
 * Is told each time work passes from one step to the next. Crash tests end the process inside {@link #reached}; in normal
 * use nobody listens. Called on the working thread; must not block.
 */
@FunctionalInterface
public interface Steps {

    /** Nobody listens. */
    Steps UNWATCHED = step -> {};

    /**
     * Work has come to this point.
     *
     * @param step a stable kebab-case name, such as {@code data-files-synced}
     */
    void reached(String step);
}
