package foz.lake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import foz.api.engine.Delta;
import foz.api.engine.Scan;
import foz.api.engine.Target;
import foz.api.engine.WrittenFile;
import foz.api.failure.FozException;
import foz.api.lake.Batch;
import foz.api.lake.Intent;
import foz.api.lake.Lake;
import foz.api.lake.TableChange;
import foz.api.lake.TableState;
import foz.api.time.Steps;
import foz.api.type.Layout;
import foz.testkit.lake.RecordingDisk;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.DataFiles;
import org.apache.iceberg.FileMetadata;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.Table;
import org.apache.iceberg.catalog.Namespace;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.io.CloseableIterable;
import org.apache.iceberg.jdbc.JdbcCatalog;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Programs that attach to the catalogue by themselves, with nothing but Iceberg's own JdbcCatalog. */
class OtherProgramsTest {

    private static final TableIdentifier PLAIN = TableIdentifier.of("bronze", "plain");

    @TempDir
    Path folder;

    private JdbcCatalog attach() {
        return attach(folder);
    }

    /** The catalogue of a data folder as other programs open it. */
    static JdbcCatalog attach(Path folder) {
        JdbcCatalog catalogue =
                new JdbcCatalog(properties -> new LocalFiles(Move.none(folder.toAbsolutePath())), null, true);
        catalogue.initialize(
                Catalogue.NAME,
                Map.of(
                        "uri",
                        "jdbc:sqlite:" + folder.resolve("catalog.db"),
                        "warehouse",
                        "file://" + folder.resolve("lake"),
                        "jdbc.schema-version",
                        "V1"));
        return catalogue;
    }

    private Lake open() {
        return Scenario.open(folder, new RecordingDisk(), Steps.UNWATCHED);
    }

    @Test
    void theySeeTablesNamespacesAndRows() throws Exception {
        try (Lake lake = open();
                JdbcCatalog catalogue = attach()) {
            Scenario.begin(lake);
            assertThat(catalogue.listNamespaces()).contains(Namespace.of("bronze"), Namespace.of("silver"));
            assertThat(catalogue.listTables(Namespace.of("bronze"))).containsExactly(PLAIN);
            Table table = catalogue.loadTable(PLAIN);
            List<Scan.DataFile> files = new ArrayList<>();
            try (CloseableIterable<FileScanTask> tasks = table.newScan().planFiles()) {
                tasks.forEach(task -> files.add(new Scan.DataFile(
                        DataFolder.path(task.file().location()), task.file().recordCount(), 0)));
            }
            Layout layout = lake.scan(Scenario.PLAIN).layout();
            assertThat(Scenario.FILES.read(new Scan(Scenario.PLAIN, layout, 0, files)))
                    .hasSize(2);
            assertThat(table.schema().asStruct())
                    .isEqualTo(Columns.fresh(Scenario.SCHEMA).asStruct());
            assertThat(table.currentSnapshot().summary()).containsEntry("foz.batch", "first-2");
        }
    }

    @Test
    void theirCommitsAreSeenAndMakeABatchStale() {
        try (Lake lake = open();
                JdbcCatalog catalogue = attach()) {
            Scenario.begin(lake);
            try (Batch batch = lake.begin(new Intent("slow", "test"))) {
                Target target = batch.target(Scenario.PLAIN, Scenario.SCHEMA, List.of());
                WrittenFile file = Scenario.one(target, 3, "three");
                catalogue
                        .loadTable(PLAIN)
                        .newDelete()
                        .deleteFromRowFilter(org.apache.iceberg.expressions.Expressions.alwaysTrue())
                        .commit();
                assertThatThrownBy(() -> Scenario.commit(
                                batch, List.of(new TableChange.Append(Scenario.PLAIN, List.of(file), Map.of()))))
                        .isInstanceOfSatisfying(
                                FozException.class, e -> assertThat(e.code()).isEqualTo(LakeFailure.STALE_BATCH));
            }
            assertThat(lake.scan(Scenario.PLAIN).files()).isEmpty();
            assertThat(lake.table(Scenario.PLAIN).orElseThrow().summary()).containsEntry("foz.batch", "first-2");
        }
    }

    @Test
    void rowsTheyAddOrTakeOutAreAChangeLikeAnyOtherAndNoticed() throws Exception {
        try (Lake lake = open();
                JdbcCatalog catalogue = attach()) {
            Scenario.begin(lake);
            TableState before = lake.table(Scenario.PLAIN).orElseThrow();
            assertThat(before.foreign()).isEmpty();
            Table table = catalogue.loadTable(PLAIN);
            DataFile first = table.currentSnapshot()
                    .addedDataFiles(table.io())
                    .iterator()
                    .next();
            table.newOverwrite()
                    .deleteFile(first)
                    .set("engine-name", "spark")
                    .set("engine-version", "4.1.3")
                    .commit();
            TableState after = lake.table(Scenario.PLAIN).orElseThrow();
            assertThat(after.foreign().orElseThrow().id()).isEqualTo(after.snapshot());
            assertThat(after.foreign().orElseThrow().program()).isEqualTo("spark 4.1.3");
            assertThat(after.summary()).containsEntry("foz.batch", "first-2");
            Delta delta =
                    lake.history().since(Scenario.PLAIN, before.snapshot()).orElseThrow();
            assertThat(delta.added().files()).isEmpty();
            assertThat(Scenario.FILES.read(delta.removed())).hasSize(1);
        }
    }

    @Test
    void theirCompactionsAreTakenAsTheyAreAndHideNoChange() {
        try (Lake lake = open();
                JdbcCatalog catalogue = attach()) {
            Scenario.begin(lake);
            long ours = lake.table(Scenario.PLAIN).orElseThrow().snapshot();
            rewrite(catalogue);
            TableState compacted = lake.table(Scenario.PLAIN).orElseThrow();
            assertThat(compacted.snapshot()).isNotEqualTo(ours);
            assertThat(compacted.foreign()).isEmpty();
            assertThat(lake.history().since(Scenario.PLAIN, ours).orElseThrow().isEmpty())
                    .isTrue();
            String other = DataFolder.location(
                    lake.scan(Scenario.PLAIN).files().getLast().path());
            catalogue.loadTable(PLAIN).newDelete().deleteFile(other).commit();
            long theirs = lake.table(Scenario.PLAIN).orElseThrow().snapshot();
            rewrite(catalogue);
            assertThat(lake.table(Scenario.PLAIN).orElseThrow().foreign())
                    .hasValueSatisfying(s -> assertThat(s.id()).isEqualTo(theirs));
        }
    }

    /** A file copied under another name, in the place of the first, as a compaction of theirs might do. */
    private static void rewrite(JdbcCatalog catalogue) {
        Table table = catalogue.loadTable(PLAIN);
        try (CloseableIterable<FileScanTask> tasks = table.newScan().planFiles()) {
            DataFile old = tasks.iterator().next().file();
            Path copy = DataFolder.path(table.location() + "/data/" + java.util.UUID.randomUUID() + ".parquet");
            Files.copy(DataFolder.path(old.location()), copy);
            DataFile anew = DataFiles.builder(table.spec())
                    .copy(old)
                    .withPath(DataFolder.location(copy))
                    .build();
            table.newRewrite().deleteFile(old).addFile(anew).commit();
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Test
    void aRollbackOfOursTakesBackWhatTheyDid() {
        try (Lake lake = open();
                JdbcCatalog catalogue = attach()) {
            Scenario.begin(lake);
            long ours = lake.table(Scenario.PLAIN).orElseThrow().snapshot();
            catalogue
                    .loadTable(PLAIN)
                    .newDelete()
                    .deleteFromRowFilter(org.apache.iceberg.expressions.Expressions.alwaysTrue())
                    .commit();
            assertThat(lake.history().undone(Scenario.PLAIN, ours))
                    .singleElement()
                    .satisfies(s -> assertThat(s.foreign()).isTrue());
            try (Batch batch = lake.begin(new Intent("back", "test"))) {
                Scenario.commit(batch, List.of(new TableChange.Rollback(Scenario.PLAIN, ours, Map.of())));
            }
            assertThat(lake.table(Scenario.PLAIN).orElseThrow().foreign()).isEmpty();
            assertThat(Scenario.FILES.read(lake.scan(Scenario.PLAIN))).hasSize(2);
        }
    }

    @Test
    void theirDeleteFilesAreRefusedRatherThanOverlooked() {
        try (Lake lake = open();
                JdbcCatalog catalogue = attach()) {
            Scenario.begin(lake);
            Table table = catalogue.loadTable(PLAIN);
            table.newRowDelta()
                    .addDeletes(FileMetadata.deleteFileBuilder(table.spec())
                            .ofPositionDeletes()
                            .withPath(table.location() + "/data/deletes.parquet")
                            .withFileSizeInBytes(10)
                            .withRecordCount(1)
                            .build())
                    .commit();
            assertThatThrownBy(() -> lake.scan(Scenario.PLAIN))
                    .isInstanceOfSatisfying(
                            FozException.class, e -> assertThat(e.code()).isEqualTo(LakeFailure.WRITTEN_BY_ANOTHER));
        }
    }
}
