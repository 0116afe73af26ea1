package foz.lake;

import foz.api.balance.Origin;
import foz.api.disk.Disk;
import foz.api.engine.Scan;
import foz.api.failure.FozException;
import foz.api.lake.Batch;
import foz.api.lake.Commit;
import foz.api.lake.History;
import foz.api.lake.Intent;
import foz.api.lake.Lake;
import foz.api.lake.Ledger;
import foz.api.lake.TableState;
import foz.api.time.Steps;
import foz.api.type.TableName;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.apache.iceberg.TableMetadata;
import org.apache.iceberg.TableMetadataParser;
import org.jspecify.annotations.Nullable;

/**
 * Iceberg tables in a folder of this machine, with a catalogue in SQLite. Opened for reading, tables stay as they were at the opening
 * and agree with each other; the ledger is always read as of now. Any thread; a batch belongs to one.
 */
public final class LocalLake implements Lake {

    private final DataFolder folder;
    private final InstantSource clock;
    private final Steps steps;
    private final Opened opened;
    private final Catalogue catalogue;
    private final LocalLedger ledger;
    private final Durability durability;
    private final Garbage garbage;
    private final LocalFiles files;
    private final Manifests manifests;
    private final Map<TableName, TableMetadata> cache = new ConcurrentHashMap<>();
    /** Batches under way, and how many commits there were when each began. */
    private final Map<String, Long> open = new ConcurrentHashMap<>();

    private volatile @Nullable FozException lost;

    private LocalLake(DataFolder folder, Opened opened, InstantSource clock, Disk disk, Steps steps) {
        this.folder = folder;
        this.opened = opened;
        this.clock = clock;
        this.steps = steps;
        this.catalogue = opened.catalogue();
        this.ledger = new LocalLedger(opened.database(), catalogue, opened.mode());
        this.durability = new Durability(disk, folder.root());
        this.garbage = new Garbage(folder, catalogue);
        this.files = new LocalFiles(opened.move());
        this.manifests = new Manifests(files);
    }

    /**
     * Opens the lake of a data folder, usually {@code .foz}. For writing the folder is made if need be, what an earlier writer left
     * unfinished is taken back, and a folder that was moved or copied is made to name its files where they are now.
     *
     * @throws FozException {@code data-folder-busy} when another process writes
     */
    public static LocalLake open(Path dataFolder, Mode mode, InstantSource clock, Disk disk, Steps steps) {
        try {
            DataFolder folder = DataFolder.at(dataFolder, mode, disk);
            Opened opened = Opened.open(folder, mode, disk, clock);
            return new LocalLake(folder, opened, clock, disk, steps);
        } catch (IOException e) {
            throw Failures.of(e, "opening " + dataFolder);
        }
    }

    @Override
    public List<TableName> tables() {
        return List.copyOf(opened.pointers().keySet());
    }

    @Override
    public Optional<TableState> table(TableName table) {
        return current(table).map(metadata -> States.of(table, metadata, manifests));
    }

    @Override
    public Scan scan(TableName table) {
        TableMetadata metadata = known(table);
        return scan(table, metadata, reading(table, () -> files(table, metadata).all()));
    }

    @Override
    public Scan holding(TableName table, Set<Long> fileIds) {
        TableMetadata metadata = known(table);
        return scan(table, metadata, reading(table, () -> files(table, metadata).holding(Origin.FILE, fileIds)));
    }

    private static Scan scan(TableName table, TableMetadata metadata, List<Scan.DataFile> dataFiles) {
        return new Scan(table, Columns.layout(table, metadata.schema()), States.snapshot(metadata), dataFiles);
    }

    private TableFiles files(TableName table, TableMetadata metadata) {
        return new TableFiles(table, metadata, manifests);
    }

    @Override
    public History history() {
        return new LocalHistory(this, manifests);
    }

    /** What was read of a table; an exception of Iceberg becomes one of ours. */
    static <T> T reading(TableName table, Supplier<T> work) {
        try {
            return work.get();
        } catch (FozException e) {
            throw e;
        } catch (RuntimeException e) {
            throw Failures.of(e, "reading the manifests of " + table);
        }
    }

    /** A table that must be there, as it is now. */
    TableMetadata known(TableName table) {
        return current(table).orElseThrow(() -> new FozException(LakeFailure.UNKNOWN_TABLE, "table", table));
    }

    private Optional<TableMetadata> current(TableName table) {
        return Optional.ofNullable(opened.pointers().get(table)).map(pointer -> metadata(table, pointer));
    }

    /** The state that a metadata file describes; the last one of each table is remembered. */
    TableMetadata metadata(TableName table, String pointer) {
        TableMetadata cached = cache.get(table);
        if (cached != null && pointer.equals(cached.metadataFileLocation())) {
            return cached;
        }
        TableMetadata read = reading(table, () -> TableMetadataParser.read(files, pointer));
        cache.put(table, read);
        return read;
    }

    @Override
    public Batch begin(Intent intent) {
        return start(intent);
    }

    LocalBatch start(Intent intent) {
        requireWritable();
        Optional<Catalogue.State> state = catalogue.state(intent.batch());
        if (state.equals(Optional.of(Catalogue.State.COMMITTED))) {
            throw new FozException(LakeFailure.ALREADY_COMMITTED, "batch", intent.batch(), "what", intent.what());
        }
        if (open.putIfAbsent(intent.batch(), catalogue.commits()) != null) {
            throw new IllegalStateException("the batch " + intent.batch() + " is under way");
        }
        if (state.isPresent()) {
            new Leftovers(folder, catalogue).takeBack(intent.batch());
        }
        catalogue.begin(intent, clock.instant());
        steps.reached("intent-written");
        return new LocalBatch(this, intent, catalogue.pointers());
    }

    private void requireWritable() {
        FozException failure = lost;
        if (failure != null) {
            throw failure;
        }
        if (opened.mode() == Mode.READ) {
            throw new FozException(LakeFailure.LAKE_NOT_WRITABLE, "doing", "beginning a batch");
        }
    }

    @Override
    public Ledger ledger() {
        return ledger;
    }

    /** The one SQL transaction that makes a batch visible. */
    void publish(LocalBatch batch, Commit commit, Map<TableName, TableMetadata> next) {
        Collection<String> replaced = batch.replaced(next);
        List<Catalogue.LetGo> letGo = new ArrayList<>();
        opened.database().transaction("publishing " + batch.id(), () -> {
            catalogue.swap(batch.swaps(next));
            ledger.write(commit);
            letGo.addAll(garbage.write(replaced, catalogue.nextCommit(), clock.instant()));
            catalogue.committed(batch.id());
            steps.reached("before-commit");
        });
        garbage.written(letGo);
        cache.putAll(next);
    }

    /** After a batch became visible: what may fail from here on harms nobody. */
    void published(LocalBatch batch, Collection<StagedTable> tables) {
        open.remove(batch.id());
        steps.reached("published");
        sweep(Garbage.GRACE);
        steps.reached("swept");
    }

    /** Deletes files that were let go so long ago, where no reader and no batch of ours began before that. */
    List<Path> sweep(Duration grace) {
        return garbage.sweep(began(), clock.instant().minus(grace));
    }

    /** Files that were let go and are not deleted yet, and why. */
    Map<Path, Garbage.Wait> waiting(Duration grace) {
        return garbage.waiting(began(), clock.instant().minus(grace));
    }

    private long began() {
        return open.values().stream().mapToLong(Long::longValue).min().orElse(Long.MAX_VALUE);
    }

    /** Nobody knows whether a batch was committed: this lake takes no more of them. */
    void lostTrack(FozException failure) {
        lost = failure;
    }

    void takeBack(String batch) {
        new Leftovers(folder, catalogue).takeBack(batch);
        open.remove(batch);
    }

    /** Forgets what was deleted, without waiting for the next commit. */
    void tidy(Duration age) {
        Instant before = clock.instant().minus(age);
        List<Catalogue.LetGo> none = new ArrayList<>();
        opened.database().transaction("tidying the catalogue", () -> {
            none.addAll(garbage.write(List.of(), 0, before));
            catalogue.forget(before);
        });
        garbage.written(none);
        catalogue.shrink();
    }

    DataFolder folder() {
        return folder;
    }

    Catalogue catalogue() {
        return catalogue;
    }

    Durability durability() {
        return durability;
    }

    Steps steps() {
        return steps;
    }

    InstantSource clock() {
        return clock;
    }

    LocalFiles newFiles() {
        return new LocalFiles(opened.move());
    }

    @Override
    public void close() {
        opened.close();
    }
}
