package foz.landing;

import foz.api.lake.FileEntry;
import foz.api.lake.FileEntry.State;
import foz.api.plan.FilePolicy;
import foz.api.plan.FilePolicy.ChangedFile;
import foz.api.plan.FilePolicy.RemovedFile;
import foz.api.plan.FilePolicy.SameContent;
import foz.api.source.SourceObject;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Compares what a source lists with what the ledger knows. Content is compared by hash, but a file is only hashed where sizes make
 * it possible that its content is known. What slips through (compressed copies) is caught after loading, when every hash is known.
 */
final class Survey {

    private final FilePolicy policy;
    private final Function<SourceObject, String> hash;
    private final Predicate<SourceObject> hashed;
    private final Map<String, SourceObject> listed;
    private final Map<String, FileEntry> current;
    private final Map<Long, FileEntry> staying;
    private final List<SourceObject> readings = new ArrayList<>();

    /**
     * A survey of one moment.
     *
     * @param entries the source's ledger entries
     * @param hash the SHA-256 of an object's decompressed bytes; asked at most a few times per object
     * @param hashed whether an object's hash is known already, so that it can be compared with content of any size
     */
    Survey(
            FilePolicy policy,
            Collection<SourceObject> listed,
            Collection<FileEntry> entries,
            Function<SourceObject, String> hash,
            Predicate<SourceObject> hashed) {
        this.hashed = hashed;
        this.policy = policy;
        this.hash = hash;
        this.listed = new java.util.LinkedHashMap<>();
        listed.forEach(object -> this.listed.put(object.name(), object));
        this.current = new java.util.TreeMap<>();
        entries.stream().filter(Survey::counts).forEach(entry -> current.put(entry.name(), entry));
        Set<Long> leaving = leaving();
        this.staying = entries.stream()
                .filter(entry -> entry.state() == State.LIVE && !leaving.contains(entry.id()))
                .collect(Collectors.toMap(FileEntry::id, Function.identity()));
    }

    /**
     * What changed: first what is gone, then the rest in order of name. Of several new files with the same content only the first is
     * named; the others are copies of it once it is taken in, which the next survey sees.
     */
    List<Arrival> arrivals() {
        List<Arrival> arrivals = new ArrayList<>();
        if (policy.removedFile() == RemovedFile.WITHDRAW) {
            current.values().stream()
                    .filter(entry -> !listed.containsKey(entry.name()))
                    .forEach(entry -> arrivals.add(new Arrival.Gone(entry)));
        }
        listed.values().forEach(object -> judge(object).ifPresent(arrivals::add));
        return arrivals;
    }

    private Optional<Arrival> judge(SourceObject object) {
        Optional<FileEntry> before = Optional.ofNullable(current.get(object.name()));
        if (before.isEmpty() || isOrphan(before.get())) {
            return fresh(object, before);
        }
        if (isUnchanged(object, before.get())) {
            return Optional.empty();
        }
        return isOther(object, before.get())
                ? fresh(object, before)
                : Optional.of(new Arrival.Touched(object, before.get()));
    }

    private Optional<Arrival> fresh(SourceObject object, Optional<FileEntry> before) {
        if (policy.sameContent() == SameContent.SKIP && !mayNotChange(before)) {
            Optional<FileEntry> original = staying.values().stream()
                    .filter(entry -> entry.bytes() == object.bytes() || hashed.test(object))
                    .filter(entry -> entry.sha256().equals(hash.apply(object)))
                    .findFirst();
            if (original.isPresent()) {
                return Optional.of(new Arrival.Copy(object, original.get(), before));
            }
            if (readings.stream()
                    .anyMatch(other ->
                            mayBeSame(other, object) && hash.apply(other).equals(hash.apply(object)))) {
                return Optional.empty();
            }
            readings.add(object);
        }
        return Optional.of(new Arrival.Reading(object, before));
    }

    /** It will be refused, whatever it has become. */
    private boolean mayNotChange(Optional<FileEntry> before) {
        return policy.changedFile() == ChangedFile.FAIL
                && before.filter(entry -> entry.state() == State.LIVE).isPresent();
    }

    private boolean mayBeSame(SourceObject one, SourceObject other) {
        return one.bytes() == other.bytes() || hashed.test(one) && hashed.test(other);
    }

    /** Entries whose rows this run takes out. */
    private Set<Long> leaving() {
        Set<Long> leaving = new HashSet<>();
        for (FileEntry entry : current.values()) {
            SourceObject now = listed.get(entry.name());
            boolean withdrawn = now == null && policy.removedFile() == RemovedFile.WITHDRAW;
            boolean replaced = now != null
                    && policy.changedFile() == ChangedFile.REPLACE
                    && !isUnchanged(now, entry)
                    && isOther(now, entry);
            if (withdrawn || replaced) {
                leaving.add(entry.id());
            }
        }
        return leaving;
    }

    /** A copy whose original does not stay must be read after all, or its rows would be lost. */
    private boolean isOrphan(FileEntry entry) {
        return entry.state() == State.COPY
                && entry.copyOf().filter(staying::containsKey).isEmpty();
    }

    private static boolean counts(FileEntry entry) {
        return entry.state() == State.LIVE || entry.state() == State.COPY;
    }

    private static boolean isUnchanged(SourceObject object, FileEntry entry) {
        return object.bytes() == entry.storedBytes() && object.modifiedAt().equals(entry.modifiedAt());
    }

    private boolean isOther(SourceObject object, FileEntry entry) {
        boolean bothPlain = entry.storedBytes() == entry.bytes() && !isCompressed(object.name());
        return bothPlain && object.bytes() != entry.bytes()
                || !hash.apply(object).equals(entry.sha256());
    }

    private static boolean isCompressed(String name) {
        return name.endsWith(".gz") || name.endsWith(".zst");
    }
}
