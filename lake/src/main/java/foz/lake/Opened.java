package foz.lake;

import foz.api.disk.Disk;
import foz.api.failure.FozException;
import foz.api.type.TableName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is held while a lake is open: the catalogue, and the writer's lock or the reader's lease. */
final class Opened implements AutoCloseable {

    /** The note that says where the data folder was when its files were written. */
    static final String FOLDER = "folder";

    private final Mode mode;
    private final Database database;
    private final Catalogue catalogue;
    private final Move move;
    private final AutoCloseable claim;
    /** For readers: what the catalogue showed at the opening. */
    private final @Nullable Map<TableName, String> pinned;

    private Opened(
            Mode mode, Database database, Move move, AutoCloseable claim, @Nullable Map<TableName, String> pinned) {
        this.mode = mode;
        this.database = database;
        this.catalogue = new Catalogue(database);
        this.move = move;
        this.claim = claim;
        this.pinned = pinned;
    }

    static Opened open(DataFolder folder, Mode mode, Disk disk, InstantSource clock) throws IOException {
        return switch (mode) {
            case READ -> toRead(folder);
            case WRITE -> toWrite(folder, disk, clock);
        };
    }

    private static Opened toRead(DataFolder folder) throws IOException {
        if (!Files.exists(folder.catalogue())) {
            return nothing(folder);
        }
        Lease lease = Lease.take(folder);
        try {
            Database database = Database.open(folder.catalogue(), Mode.READ);
            try {
                return pinned(folder, lease, database);
            } catch (RuntimeException e) {
                database.close();
                throw e;
            }
        } catch (RuntimeException e) {
            lease.close();
            throw e;
        }
    }

    private static Opened nothing(DataFolder folder) {
        Database nothing = Database.empty();
        new Catalogue(nothing).create();
        return new Opened(Mode.READ, nothing, Move.none(folder.root()), () -> {}, Map.of());
    }

    private static Opened pinned(DataFolder folder, Lease lease, Database database) {
        Catalogue catalogue = new Catalogue(database);
        if (!catalogue.isMade()) {
            database.close();
            Opened nothing = nothing(folder);
            return new Opened(Mode.READ, nothing.database, nothing.move, lease, Map.of());
        }
        long commits = catalogue.commits();
        Map<TableName, String> pointers = catalogue.pointers();
        Move move = move(folder, catalogue);
        lease.narrow(commits, pointers.values().stream().map(move::now).toList());
        return new Opened(Mode.READ, database, move, lease, pointers);
    }

    private static Opened toWrite(DataFolder folder, Disk disk, InstantSource clock) throws IOException {
        WriterLock lock = WriterLock.take(folder);
        try {
            Database database = Database.open(folder.catalogue(), Mode.WRITE);
            try {
                return prepared(folder, disk, clock, lock, database);
            } catch (IOException | RuntimeException e) {
                database.close();
                throw e;
            }
        } catch (IOException | RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    private static Opened prepared(
            DataFolder folder, Disk disk, InstantSource clock, WriterLock lock, Database database) throws IOException {
        Catalogue catalogue = new Catalogue(database);
        if (!catalogue.isMade()) {
            catalogue.create();
        }
        catalogue.upgrade();
        Durability durability = new Durability(disk, folder.root());
        durability.folder(folder.tables());
        durability.folder(folder.scratch());
        durability.names(folder.root());
        new Leftovers(folder, catalogue).takeBackAll();
        Move move = move(folder, catalogue);
        if (move.happened()) {
            new Relocation(folder, database, catalogue, durability, clock).follow(move);
        } else if (catalogue.note(FOLDER).isEmpty()) {
            database.transaction(
                    "writing down where the data folder is",
                    () -> catalogue.write(FOLDER, folder.root().toString()));
        }
        return new Opened(Mode.WRITE, database, Move.none(folder.root()), lock, null);
    }

    private static Move move(DataFolder folder, Catalogue catalogue) {
        return catalogue
                .note(FOLDER)
                .map(from -> Move.of(Path.of(from), folder.root()))
                .orElse(Move.none(folder.root()));
    }

    Mode mode() {
        return mode;
    }

    Database database() {
        return database;
    }

    Catalogue catalogue() {
        return catalogue;
    }

    Move move() {
        return move;
    }

    /** The metadata file of every table. */
    Map<TableName, String> pointers() {
        return pinned == null ? catalogue.pointers() : pinned;
    }

    @Override
    public void close() {
        try (claim) {
            database.close();
        } catch (FozException e) {
            throw e;
        } catch (Exception e) {
            throw Failures.of(e, "closing the lake");
        }
    }
}
