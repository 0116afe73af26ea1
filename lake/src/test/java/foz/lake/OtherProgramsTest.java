package foz.lake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import foz.api.engine.Scan;
import foz.api.engine.Target;
import foz.api.engine.WrittenFile;
import foz.api.failure.FozException;
import foz.api.lake.Batch;
import foz.api.lake.Intent;
import foz.api.lake.Lake;
import foz.api.lake.TableChange;
import foz.api.time.Steps;
import foz.api.type.Layout;
import foz.testkit.lake.RecordingDisk;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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
