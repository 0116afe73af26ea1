package foz.lake;

import foz.api.engine.Target;
import foz.api.engine.WrittenFile;
import foz.api.failure.FozException;
import foz.api.lake.Batch;
import foz.api.lake.Commit;
import foz.api.lake.Intent;
import foz.api.lake.TableChange;
import foz.api.plan.PartitionField;
import foz.api.type.Schema;
import foz.api.type.TableName;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.TableMetadata;

/** A batch on the tables of this machine: what it does is staged beside the tables, made durable, and published by one SQL transaction. */
final class LocalBatch implements Batch {

    private static final System.Logger LOG = System.getLogger(LocalBatch.class.getName());

    private final LocalLake lake;
    private final Intent intent;
    private final Map<TableName, String> pointers;
    private final LocalFiles files;
    private final String prefix;
    private final Map<TableName, StagedTable> staged = new TreeMap<>();
    private final Set<TableName> rebuilt = new HashSet<>();
    /** Those that lost a column. */
    private final Set<TableName> narrowed = new HashSet<>();

    private final List<String> letGo = new ArrayList<>();
    private Phase phase = Phase.OPEN;

    /** How far it came. */
    private enum Phase {
        OPEN,
        /** Published, or nobody knows: nothing may be taken back. */
        OUT_OF_HAND,
        TAKEN_BACK
    }

    /**
     * A batch whose intent is written.
     *
     * @param pointers what the catalogue showed when it began; publishing fails if that changed meanwhile
     */
    LocalBatch(LocalLake lake, Intent intent, Map<TableName, String> pointers) {
        this.lake = lake;
        this.intent = intent;
        this.pointers = pointers;
        this.files = lake.newFiles();
        this.prefix = prefix(intent.batch());
    }

    /** Begins the names of all its files; of fixed length, so that none is the beginning of another's. */
    private static String prefix(String batch) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(batch.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, 10) + "-";
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public String id() {
        return intent.batch();
    }

    @Override
    public Target target(TableName table, Schema schema, List<PartitionField> partitionBy) {
        if (pointers.containsKey(table)) {
            new Evolution(table).extend(stage(table), schema, partitionBy);
        } else {
            create(table, schema, partitionBy);
        }
        return aim(table);
    }

    @Override
    public Target rebuild(TableName table, Schema schema, List<PartitionField> partitionBy) {
        if (pointers.containsKey(table)) {
            new Evolution(table).rebuild(stage(table), schema, partitionBy);
            rebuilt.add(table);
        } else {
            create(table, schema, partitionBy);
        }
        return aim(table);
    }

    private void create(TableName table, Schema schema, List<PartitionField> partitionBy) {
        requireOpen();
        if (staged.containsKey(table)) {
            new Evolution(table).extend(stage(table), schema, partitionBy);
            return;
        }
        TableMetadata first = new Evolution(table)
                .create(schema, partitionBy, DataFolder.location(lake.folder().table(table)));
        staged.put(
                table, new StagedTable(table, null, first, files, lake.folder().metadata(table), prefix));
    }

    private StagedTable stage(TableName table) {
        requireOpen();
        return staged.computeIfAbsent(table, name -> {
            String pointer = pointers.get(name);
            if (pointer == null) {
                throw new FozException(LakeFailure.UNKNOWN_TABLE, "table", name);
            }
            TableMetadata base = lake.metadata(name, pointer);
            return new StagedTable(name, base, base, files, lake.folder().metadata(name), prefix);
        });
    }

    private void requireOpen() {
        if (phase != Phase.OPEN) {
            throw new IllegalStateException("the batch " + id() + " has ended");
        }
    }

    private Target aim(TableName table) {
        aim(List.of(table));
        TableMetadata state = stage(table).current();
        return new Target(
                table,
                Columns.layout(table, state.schema()),
                Partitions.fields(state.spec()),
                lake.folder().data(table),
                prefix);
    }

    /** Writes down where files will go, then makes the folders. */
    private void aim(Collection<TableName> tables) {
        List<Path> folders = new ArrayList<>();
        for (TableName table : tables) {
            folders.add(lake.folder().data(table));
            folders.add(lake.folder().metadata(table));
        }
        lake.catalogue()
                .aim(
                        id(),
                        folders.stream()
                                .map(f -> new Catalogue.Traces(lake.folder().relative(f), prefix))
                                .toList());
        lake.steps().reached("targets-written");
        try {
            for (Path folder : folders) {
                lake.durability().folder(folder);
            }
        } catch (IOException e) {
            throw Failures.of(e, "making folders for " + intent.what());
        }
    }

    /** A table to work on with Iceberg's own operations, as part of this batch. */
    StagedTable alter(TableName table) {
        StagedTable altered = stage(table);
        aim(List.of(table));
        return altered;
    }

    /** Files that none of its tables names any more once it is committed. */
    void letGo(Collection<String> locations) {
        letGo.addAll(locations);
    }

    @Override
    public void rename(TableName table, String from, String to) {
        evolve(table, staged -> new Evolution(table).rename(staged, from, to));
    }

    @Override
    public void drop(TableName table, String column) {
        if (evolve(table, staged -> new Evolution(table).drop(staged, column))) {
            narrowed.add(table);
        }
    }

    /** Whether it changed anything. */
    private boolean evolve(TableName table, Consumer<StagedTable> evolution) {
        requireOpen();
        if (!pointers.containsKey(table)) {
            return false;
        }
        StagedTable staged = stage(table);
        TableMetadata before = staged.current();
        evolution.accept(staged);
        if (staged.current() == before) {
            return false;
        }
        aim(List.of(table));
        return true;
    }

    @Override
    public void commit(Commit commit) {
        requireOpen();
        try {
            Map<TableName, TableMetadata> next = prepare(commit);
            lake.steps().reached("before-publish");
            lake.publish(this, commit, next);
            phase = Phase.OUT_OF_HAND;
        } catch (FozException e) {
            throw failed(e);
        } catch (RuntimeException | IOException e) {
            throw failed(Failures.of(e, "committing " + intent.what()));
        }
        lake.published(this, staged.values());
    }

    private FozException failed(FozException failure) {
        if (failure.code() == LakeFailure.COMMIT_STATE_UNKNOWN) {
            phase = Phase.OUT_OF_HAND;
            lake.lostTrack(failure);
            return failure;
        }
        try {
            takeBack();
        } catch (RuntimeException e) {
            failure.addSuppressed(e);
        }
        return failure;
    }

    /** Everything written and durable, nothing visible. */
    private Map<TableName, TableMetadata> prepare(Commit commit) throws IOException {
        aimAtOthers(commit.changes());
        Map<TableName, List<DataFile>> added = check(commit.changes());
        lake.steps().reached("data-checked");
        new Agreement(lake.history(), lake.ledger()).require(commit);
        Changes changes = new Changes(id(), lake.clock().instant());
        for (TableChange change : commit.changes()) {
            changes.apply(stage(change.table()), change, added.getOrDefault(change.table(), List.of()));
        }
        narrowed.stream().filter(t -> !added.containsKey(t)).forEach(t -> changes.note(stage(t)));
        lake.steps().reached("snapshots-written");
        Map<TableName, TableMetadata> next = new LinkedHashMap<>();
        staged.values().stream().filter(StagedTable::isChanged).forEach(t -> next.put(t.name(), t.write()));
        lake.steps().reached("metadata-written");
        List<Path> all = new ArrayList<>(written(commit.changes()));
        all.addAll(files.created());
        lake.durability().files(all);
        lake.steps().reached("files-synced");
        return next;
    }

    /** A table may be changed without new files, and so without a target. */
    private void aimAtOthers(List<TableChange> changes) {
        List<TableName> others = changes.stream()
                .map(TableChange::table)
                .filter(t -> !staged.containsKey(t))
                .toList();
        if (!others.isEmpty()) {
            others.forEach(this::stage);
            aim(others);
        }
        Set<TableName> replaced = new HashSet<>();
        changes.stream().filter(TableChange.ReplaceAll.class::isInstance).forEach(c -> replaced.add(c.table()));
        if (!replaced.containsAll(rebuilt)) {
            throw new IllegalArgumentException("a table that is rebuilt needs a ReplaceAll: " + rebuilt);
        }
    }

    private Map<TableName, List<DataFile>> check(List<TableChange> changes) {
        Map<TableName, List<DataFile>> added = new TreeMap<>();
        Set<Path> seen = new HashSet<>();
        for (TableChange change : changes) {
            for (WrittenFile file : added(change)) {
                if (!isOurs(change.table(), file.path()) || !seen.add(file.path())) {
                    throw new FozException(
                            LakeFailure.FILE_NOT_AS_WRITTEN,
                            "file",
                            file.path(),
                            "expected",
                            "a new file named " + prefix + "… in "
                                    + lake.folder().data(change.table()),
                            "found",
                            "another, or the same twice");
                }
            }
            StagedTable table = stage(change.table());
            List<DataFile> entries = added(change).stream()
                    .map(file -> Footers.entry(table.table(), file))
                    .toList();
            if (added.put(change.table(), entries) != null) {
                throw new IllegalArgumentException("two changes of " + change.table());
            }
        }
        return added;
    }

    /** Only files named by this batch can be added, so that no file is ever added twice. */
    private boolean isOurs(TableName table, Path file) {
        return file.startsWith(lake.folder().data(table))
                && file.getFileName().toString().startsWith(prefix);
    }

    private static List<Path> written(List<TableChange> changes) {
        return changes.stream()
                .flatMap(change -> added(change).stream())
                .map(WrittenFile::path)
                .toList();
    }

    private static List<WrittenFile> added(TableChange change) {
        return switch (change) {
            case TableChange.Append c -> c.added();
            case TableChange.ReplaceAll c -> c.added();
            case TableChange.Rewrite c -> c.added();
            case TableChange.ReplacePartition c -> c.added();
            case TableChange.Compact c -> c.added();
            case TableChange.Rollback c -> List.of();
        };
    }

    /** What the catalogue must still show, and what it will. */
    List<Catalogue.Swap> swaps(Map<TableName, TableMetadata> next) {
        return next.entrySet().stream()
                .map(e -> new Catalogue.Swap(
                        e.getKey(), pointers.get(e.getKey()), e.getValue().metadataFileLocation()))
                .toList();
    }

    /** Files that no table names any more: metadata files that fell out of a log, and what was let go. */
    List<String> replaced(Map<TableName, TableMetadata> next) {
        return Stream.concat(
                        letGo.stream(),
                        next.entrySet().stream()
                                .flatMap(e -> Garbage.replaced(stage(e.getKey()).base(), e.getValue()).stream()))
                .toList();
    }

    @Override
    public void close() {
        if (phase != Phase.OPEN) {
            return;
        }
        try {
            takeBack();
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.WARNING, "could-not-take-back batch={0}; the next opening does", id(), e);
        }
    }

    private void takeBack() {
        phase = Phase.TAKEN_BACK;
        lake.takeBack(id());
    }
}
