package foz.app.command;

import foz.api.balance.Quarantine;
import foz.api.engine.Limits;
import foz.api.engine.Session;
import foz.api.failure.FozException;
import foz.api.lake.FileEntry;
import foz.app.platform.Platform;
import foz.app.quarantine.BadRow;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that choose rows of the quarantine, and the choosing. */
final class BadRows {

    private static final Limits LIMITS = new Limits(512_000_000, Duration.ofMinutes(5), 2);

    @Option(names = "--origin", paramLabel = "NAME", description = "Only those of this source or table.")
    @Nullable
    String origin;

    @Option(names = "--reason", paramLabel = "CODE", description = "Only those with this reason code.")
    @Nullable
    String reason;

    @Option(names = "--column", paramLabel = "NAME", description = "Only those with this column at fault.")
    @Nullable
    String column;

    /** Whether anything narrows the choice. */
    boolean narrows() {
        return origin != null || reason != null || column != null;
    }

    /** The open rows that fit the options; all of the quarantine when asked so. */
    List<BadRow> of(Platform platform, boolean closedToo) {
        return all(platform).stream()
                .filter(fits())
                .filter(r -> closedToo || r.status() == Quarantine.Status.OPEN)
                .toList();
    }

    /** The rows of these ids, or of their beginnings. */
    static List<BadRow> of(Platform platform, List<String> ids) {
        List<BadRow> all = all(platform);
        List<BadRow> chosen = new ArrayList<>();
        for (String id : ids) {
            List<BadRow> found = all.stream().filter(r -> r.id().startsWith(id)).toList();
            if (found.isEmpty()) {
                throw new FozException(AppFailure.NO_SUCH_ROW, "id", id);
            }
            if (found.size() > 1) {
                throw new FozException(AppFailure.MANY_SUCH_ROWS, "id", id, "rows", found.size());
            }
            chosen.addAll(found);
        }
        return chosen;
    }

    /** The header of the file that a row came from, when it has one. */
    static Optional<byte[]> header(Platform platform, BadRow row) {
        return row.isOfTable() || row.fileId().isEmpty()
                ? Optional.empty()
                : platform.lake().ledger().files(row.origin()).stream()
                        .filter(f -> f.id() == row.fileId().getAsLong())
                        .findFirst()
                        .flatMap(FileEntry::header);
    }

    /** How many rows nobody has dealt with. */
    static long open(Platform platform) {
        if (platform.lake().table(Quarantine.TABLE).filter(t -> t.rows() > 0).isEmpty()) {
            return 0;
        }
        try (Session session = platform.session(LIMITS)) {
            return BadRow.open(session);
        }
    }

    private static List<BadRow> all(Platform platform) {
        if (platform.lake().table(Quarantine.TABLE).isEmpty()) {
            return List.of();
        }
        try (Session session = platform.session(LIMITS)) {
            return BadRow.all(session, platform.lake().ledger().statuses());
        }
    }

    private Predicate<BadRow> fits() {
        return row -> (origin == null || row.origin().equals(origin))
                && (reason == null || row.code().equals(reason))
                && (column == null || row.column().filter(column::equals).isPresent());
    }
}
