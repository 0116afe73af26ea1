package foz.spec;

import foz.api.failure.Place;
import foz.api.failure.Problem;
import foz.api.plan.ByteSize;
import foz.api.plan.Doc;
import foz.api.source.Source;
import foz.api.source.SourceKind;
import foz.api.source.Surroundings;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** A kind of source with an option of every type, which opens nothing. */
final class FakeFilesKind implements SourceKind<FakeFilesKind.Options> {

    /** Its options. */
    record Options(
            @Doc(value = "which files", example = "data/*.csv")
            String from,

            @Doc("a secret to open them with") Optional<String> password,
            @Doc(value = "how many at once", standard = "4") int atOnce,

            @Doc(value = "how long to wait", standard = "10s")
            Duration patience,

            @Doc("the largest taken") Optional<ByteSize> largest,

            @Doc(value = "in which order", standard = "by-name")
            Order order,

            @Doc(value = "whether to look below", standard = "false")
            boolean deep,

            @Doc("names left out") List<String> except) {
        Options {
            if (atOnce < 1) {
                throw new IllegalArgumentException("at-once is at least 1, found " + atOnce);
            }
        }
    }

    enum Order {
        @Doc("by name")
        BY_NAME,
        @Doc("oldest first")
        BY_AGE
    }

    @Override
    public String name() {
        return "files";
    }

    @Override
    public Class<Options> options() {
        return Options.class;
    }

    @Override
    public List<Problem> check(Options options, Place place) {
        return List.of();
    }

    @Override
    public Source open(Options options, Surroundings surroundings) {
        throw new IllegalStateException("a check opens nothing");
    }
}
