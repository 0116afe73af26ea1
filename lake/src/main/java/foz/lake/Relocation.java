package foz.lake;

import foz.api.failure.FozException;
import foz.api.lake.Intent;
import foz.api.type.TableName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.apache.iceberg.TableMetadata;
import org.apache.iceberg.TableMetadataParser;

/**
 * Makes the tables of a data folder that was moved or copied name their files where they are now. New metadata is written beside the
 * old and shown by one transaction, so a crash on the way leaves everything as it was; the original of a copy is not touched.
 */
final class Relocation {

    private static final System.Logger LOG = System.getLogger(Relocation.class.getName());

    private final DataFolder folder;
    private final Database database;
    private final Catalogue catalogue;
    private final Durability durability;
    private final InstantSource clock;

    Relocation(DataFolder folder, Database database, Catalogue catalogue, Durability durability, InstantSource clock) {
        this.folder = folder;
        this.database = database;
        this.catalogue = catalogue;
        this.durability = durability;
        this.clock = clock;
    }

    /** Follows the move. */
    void follow(Move move) throws IOException {
        // Random, because a folder may be moved to and fro, and files of an earlier move may be in use.
        String batch = "move-" + UUID.randomUUID();
        Map<TableName, String> moved = new TreeMap<>(catalogue.pointers());
        moved.values().removeIf(pointer -> move.now(pointer).equals(pointer));
        catalogue.begin(new Intent(batch, "following the data folder to " + folder.root()), clock.instant());
        catalogue.aim(
                batch,
                moved.keySet().stream()
                        .map(t -> new Catalogue.Traces(folder.relative(folder.metadata(t)), batch))
                        .toList());
        List<MovedTable> tables = new ArrayList<>();
        for (Map.Entry<TableName, String> table : moved.entrySet()) {
            tables.add(rewrite(table.getKey(), table.getValue(), move, batch));
        }
        show(batch, tables);
        LOG.log(
                System.Logger.Level.INFO,
                "data-folder-moved from={0} to={1} tables={2}",
                move.from(),
                move.to(),
                tables.size());
    }

    private MovedTable rewrite(TableName table, String pointer, Move move, String batch) throws IOException {
        LocalFiles files = new LocalFiles(move);
        try {
            TableMetadata metadata = TableMetadataParser.read(files, pointer);
            MovedTable moved = new MovedTable(table, metadata, files, move, batch);
            Files.createDirectories(moved.folder());
            moved.write();
            durability.files(files.created());
            return moved;
        } catch (FozException e) {
            throw e;
        } catch (RuntimeException e) {
            throw Failures.of(e, "following the moved table " + table);
        }
    }

    private void show(String batch, List<MovedTable> tables) {
        database.transaction("following a moved data folder", () -> {
            catalogue.swap(tables.stream().map(MovedTable::swap).toList());
            long commit = catalogue.nextCommit();
            for (MovedTable table : tables) {
                List<Catalogue.LetGo> replaced = table.replaced().stream()
                        .map(location -> folder.relative(Path.of(location)))
                        .map(path -> new Catalogue.LetGo(path, commit, clock.instant()))
                        .toList();
                catalogue.garbage(replaced, List.of());
            }
            catalogue.write(Opened.FOLDER, folder.root().toString());
            catalogue.committed(batch);
        });
    }
}
