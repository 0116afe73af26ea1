package foz.landing;

import foz.api.balance.BatchRow;
import foz.api.balance.Outcome;
import foz.api.engine.Engine;
import foz.api.engine.LoadFile;
import foz.api.engine.Loaded;
import foz.api.failure.FozException;
import foz.api.failure.Sentence;
import foz.api.lake.FileEntry;
import foz.api.lake.FileEntry.State;
import foz.api.lake.Lake;
import foz.api.plan.FilePolicy.ChangedFile;
import foz.api.plan.FilePolicy.RemovedFile;
import foz.api.plan.FilePolicy.SameContent;
import foz.api.plan.SourcePlan;
import foz.api.source.Source;
import foz.api.source.SourceObject;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** One source's way through a run: survey, take a batch, survey again, until nothing waits that could be taken. */
final class Rounds {

    /** A batch takes no more. */
    static final int MOST_FILES = 1000;

    private final SourcePlan plan;
    private final Source source;
    private final Lake lake;
    private final Engine engine;
    private final LandingOptions options;
    private final RawStore raw;
    private final List<BatchRow> accounts = new ArrayList<>();
    private final List<Sentence> notes = new ArrayList<>();
    private final Map<SourceObject, String> hashes = new HashMap<>();
    private final Map<String, FozException> setAside = new TreeMap<>();

    Rounds(SourcePlan plan, Source source, Lake lake, Engine engine, LandingOptions options, RawStore raw) {
        this.plan = plan;
        this.source = source;
        this.lake = lake;
        this.engine = engine;
        this.options = options;
        this.raw = raw;
    }

    /** What came of it, with a failure that ended it, if any, and those of files that were set aside. */
    Outcome outcome(List<FozException> ended) {
        List<FozException> failures = new ArrayList<>(ended);
        failures.addAll(setAside.values());
        return Landing.outcome(plan, accounts, notes, failures);
    }

    /** One round; false when nothing was left to do. */
    boolean next() {
        List<SourceObject> listed = source.list();
        List<FileEntry> entries = lake.ledger().files(plan.name());
        refuseEverythingGone(listed, entries);
        if (listed.isEmpty() && accounts.isEmpty()) {
            notes.add(Sentence.of(LandingNote.NOTHING_LISTED, "source", plan.name()));
        }
        List<Arrival> arrivals = survey(listed, entries);
        List<Arrival.Copy> copies = only(arrivals, Arrival.Copy.class);
        List<Arrival.Touched> touched = only(arrivals, Arrival.Touched.class);
        List<FileEntry> gone = only(arrivals, Arrival.Gone.class).stream()
                .map(Arrival.Gone::entry)
                .toList();
        List<Arrival.Reading> readings = only(arrivals, Arrival.Reading.class);
        Bookkeeping books = new Bookkeeping(plan, lake, engine, options);
        if (!gone.isEmpty()) {
            accounts.addAll(books.withdraw(gone));
            gone.forEach(entry -> notes.add(Sentence.of(LandingNote.FILE_WITHDRAWN, "file", entry.name())));
            return true;
        }
        if (!copies.isEmpty() || !touched.isEmpty()) {
            books.record(copies, touched);
            copies.forEach(c -> notes.add(Sentence.of(
                    LandingNote.FILE_IS_COPY,
                    "file",
                    c.object().name(),
                    "original",
                    c.original().name())));
            return true;
        }
        if (readings.isEmpty()) {
            return false;
        }
        take(readings);
        return true;
    }

    private List<Arrival> survey(List<SourceObject> listed, List<FileEntry> entries) {
        try {
            return new Survey(
                            plan.files(),
                            listed.stream()
                                    .filter(o -> !setAside.containsKey(o.name()))
                                    .toList(),
                            entries.stream()
                                    .filter(e -> !setAside.containsKey(e.name()))
                                    .toList(),
                            this::hash,
                            hashes::containsKey)
                    .arrivals();
        } catch (Unread unread) {
            setAside.put(unread.name, unread.failure);
            return survey(listed, entries);
        }
    }

    private String hash(SourceObject object) {
        return hashes.computeIfAbsent(object, o -> {
            try {
                return engine.sha256(new LoadFile.Whole(0, o.name(), () -> opened(o)));
            } catch (FozException failure) {
                throw new Unread(o.name(), failure);
            }
        });
    }

    /** Takes the first files that fit into one batch. */
    private void take(List<Arrival.Reading> waiting) {
        List<Reading> batch = new ArrayList<>();
        long bytes = 0;
        for (Arrival.Reading reading : waiting) {
            refuseChanged(reading);
            if (!batch.isEmpty()
                    && (bytes + reading.object().bytes() > options.batchBytes() || batch.size() == MOST_FILES)) {
                break;
            }
            Optional<Reading> ready = prepare(reading);
            if (ready.isPresent()) {
                batch.add(ready.get());
                bytes += reading.object().bytes();
            }
        }
        if (!batch.isEmpty()) {
            take(batch, bytes);
        }
    }

    private void take(List<Reading> batch, long bytes) {
        options.progress().begin("loading " + plan.name(), bytes);
        try {
            new LoadBatch(plan, lake, engine, options)
                    .take(batch, loaded -> mayCommit(batch, loaded))
                    .ifPresent(rows -> {
                        accounts.addAll(rows);
                        note(batch);
                    });
        } catch (FozException failure) {
            String name = fileOf(failure, batch).orElseThrow(() -> failure);
            setAside.put(name, failure);
        } finally {
            options.progress().end();
        }
    }

    private void note(List<Reading> batch) {
        batch.stream()
                .filter(r -> r.before().filter(e -> e.state() == State.LIVE).isPresent())
                .filter(r -> plan.files().changedFile() == ChangedFile.REPLACE)
                .forEach(r -> notes.add(Sentence.of(
                        LandingNote.FILE_REPLACED, "file", r.object().name())));
    }

    /** Opens the file once, so that one that can't be read does not cost the whole batch. */
    private Optional<Reading> prepare(Arrival.Reading reading) {
        SourceObject object = reading.object();
        try {
            LoadFile.Opener bytes = () -> opened(object);
            if (plan.keepRaw().kept()) {
                Path kept = raw.keep(plan.name(), object, bytes);
                bytes = () -> Files.newInputStream(kept);
            } else {
                source.open(object).close();
            }
            return Optional.of(new Reading(object, reading.before(), bytes));
        } catch (IOException e) {
            setAside.put(object.name(), notRead(object, e));
            return Optional.empty();
        } catch (FozException e) {
            if (e.code() == LandingFailure.RAW_COPY_FAILED) {
                throw e;
            }
            setAside.put(object.name(), e);
            return Optional.empty();
        }
    }

    private InputStream opened(SourceObject object) {
        try {
            return source.open(object);
        } catch (IOException e) {
            throw notRead(object, e);
        }
    }

    private static FozException notRead(SourceObject object, IOException e) {
        return new FozException(
                e,
                LandingFailure.FILE_NOT_READ,
                "file",
                object.name(),
                "detail",
                e.getClass().getSimpleName() + " " + e.getMessage());
    }

    /** Nothing changed while it was read, and nothing turned out to be there already. */
    private boolean mayCommit(List<Reading> batch, Loaded loaded) {
        Map<String, SourceObject> now = new HashMap<>();
        source.list().forEach(object -> now.put(object.name(), object));
        boolean calm = true;
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < batch.size(); i++) {
            SourceObject object = batch.get(i).object();
            if (!object.equals(now.get(object.name()))) {
                raw.forget(plan.name(), object);
                setAside.put(
                        object.name(), new FozException(LandingFailure.FILE_CHANGED_WHILE_READ, "file", object.name()));
                calm = false;
                continue;
            }
            String sha256 = loaded.files().get(i).sha256();
            boolean known = hashes.put(object, sha256) != null;
            boolean repeated = !seen.add(sha256) || isThere(object, sha256, batch);
            calm &= known || !repeated || plan.files().sameContent() == SameContent.APPEND;
        }
        return calm;
    }

    private boolean isThere(SourceObject object, String sha256, List<Reading> batch) {
        return lake.ledger()
                .content(plan.name(), sha256)
                .filter(entry -> batch.stream()
                                .noneMatch(r -> r.before()
                                        .filter(b -> b.id() == entry.id())
                                        .isPresent())
                        || entry.name().equals(object.name()))
                .isPresent();
    }

    private void refuseChanged(Arrival.Reading reading) {
        if (plan.files().changedFile() == ChangedFile.FAIL
                && reading.before().filter(e -> e.state() == State.LIVE).isPresent()) {
            throw new FozException(
                    LandingFailure.FILE_CHANGED, "file", reading.object().name());
        }
    }

    private void refuseEverythingGone(List<SourceObject> listed, List<FileEntry> entries) {
        long live = entries.stream().filter(e -> e.state() == State.LIVE).count();
        if (listed.isEmpty() && live > 0 && plan.files().removedFile() == RemovedFile.WITHDRAW) {
            throw new FozException(LandingFailure.EVERYTHING_GONE, "source", plan.name(), "files", live);
        }
    }

    private static Optional<String> fileOf(FozException failure, List<Reading> batch) {
        boolean ofOneFile = failure.code() != LandingFailure.TOO_MANY_BAD
                && failure.code() != LandingFailure.BALANCE_OPEN
                && failure.code() != LandingFailure.COLUMNS_DRIFTED;
        return Optional.ofNullable(failure.sentence().facts().get("file"))
                .filter(name -> ofOneFile
                        && batch.stream().anyMatch(r -> r.object().name().equals(name)));
    }

    private static <A extends Arrival> List<A> only(List<Arrival> arrivals, Class<A> sort) {
        return arrivals.stream().filter(sort::isInstance).map(sort::cast).toList();
    }

    /** A file that could not be read for its hash. */
    private static final class Unread extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private final String name;
        private final transient FozException failure;

        private Unread(String name, FozException failure) {
            super(name, failure);
            this.name = name;
            this.failure = failure;
        }
    }
}
