package foz.app.platform;

import foz.api.failure.FozException;
import foz.api.plan.SourcePlan;
import foz.api.source.Source;
import foz.api.source.SourceObject;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.function.Supplier;

/** A source of somebody's making, whose defects become failures of that source and don't end the run of the others. */
final class GuardedSource implements Source {

    private final SourcePlan plan;
    private final Source source;

    private GuardedSource(SourcePlan plan, Source source) {
        this.plan = plan;
        this.source = source;
    }

    /** Opens it. */
    static Source of(SourcePlan plan, Supplier<Source> opening) {
        return new GuardedSource(plan, guarded(plan, opening));
    }

    @Override
    public List<SourceObject> list() {
        return guarded(plan, source::list);
    }

    @Override
    public InputStream open(SourceObject object) throws IOException {
        try {
            return source.open(object);
        } catch (FozException known) {
            throw known;
        } catch (RuntimeException defect) {
            throw failure(plan, defect);
        }
    }

    @Override
    public void close() {
        guarded(plan, () -> {
            source.close();
            return source;
        });
    }

    private static <T> T guarded(SourcePlan plan, Supplier<T> work) {
        try {
            return work.get();
        } catch (FozException known) {
            throw known;
        } catch (RuntimeException defect) {
            throw failure(plan, defect);
        }
    }

    private static FozException failure(SourcePlan plan, RuntimeException defect) {
        return new FozException(
                defect, RunFailure.SOURCE_BROKE, "source", plan.name(), "kind", plan.kind(), "detail", defect);
    }
}
