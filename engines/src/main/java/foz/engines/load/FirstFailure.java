package foz.engines.load;

import foz.api.failure.FozException;
import foz.engines.database.EngineFailure;
import org.jspecify.annotations.Nullable;

/** What first failed in a thread of DuckDB's, where it would otherwise come back as text alone. */
final class FirstFailure {

    private @Nullable Throwable first;

    synchronized void keep(Throwable failure) {
        if (first == null) {
            first = failure;
        }
    }

    /** The failure itself instead of what was reported of it, if there was one. */
    synchronized FozException insteadOf(FozException reported) {
        if (first instanceof FozException own) {
            return own;
        }
        return first == null
                ? reported
                : new FozException(first, EngineFailure.ENGINE_DEFECT, "detail", first.toString());
    }
}
