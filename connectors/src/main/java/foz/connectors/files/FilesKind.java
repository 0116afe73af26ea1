package foz.connectors.files;

import foz.api.failure.Place;
import foz.api.failure.Problem;
import foz.api.source.Source;
import foz.api.source.SourceKind;
import foz.api.source.Surroundings;
import java.util.List;
import java.util.regex.PatternSyntaxException;

/** The source kind {@code files}. */
public final class FilesKind implements SourceKind<FilesOptions> {

    @Override
    public String name() {
        return "files";
    }

    @Override
    public Class<FilesOptions> options() {
        return FilesOptions.class;
    }

    @Override
    public List<Problem> check(FilesOptions options, Place place) {
        if (options.from().isBlank()) {
            return List.of(Problem.at(place, FilesProblem.EMPTY_GLOB));
        }
        if (options.from().contains("://")) {
            return List.of(Problem.at(place, FilesProblem.NOT_A_LOCAL_PATH, "found", options.from()));
        }
        try {
            Glob.of(options.from());
            return List.of();
        } catch (PatternSyntaxException e) {
            return List.of(
                    Problem.at(place, FilesProblem.BAD_GLOB, "glob", options.from(), "detail", e.getDescription()));
        }
    }

    @Override
    public Source open(FilesOptions options, Surroundings surroundings) {
        return new FilesSource(Glob.of(options.from()), surroundings.folder());
    }
}
