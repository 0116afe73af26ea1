package foz.testkit.engine;

import static foz.testkit.engine.Layouts.columns;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import foz.api.engine.Copy;
import foz.api.engine.Scan;
import foz.api.engine.Target;
import foz.api.engine.WrittenFile;
import foz.api.failure.FozException;
import foz.api.plan.PartitionField;
import foz.api.plan.PartitionField.Transform;
import foz.api.type.Field;
import foz.api.type.Layout;
import foz.api.type.TableName;
import foz.api.type.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What every engine does when it writes the rows of data files again. */
public abstract class CopySuite extends OpenedEngine {

    private static final TableName TABLE = new TableName("silver", "t");
    private static final List<Field> COLUMNS = columns("id long", "region string", "_file long");
    private static final Layout LAYOUT = Layouts.of(COLUMNS);
    private static final PartitionField BY_REGION = new PartitionField(Transform.IDENTITY, "region", 0);

    @Test
    void smallFilesBecomeOneWithAllTheirRows() {
        List<Scan.DataFile> files = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            files.addAll(given("SELECT " + i + " + 30 * i AS id, 'r' AS region, 1 AS _file FROM range(10) t(i)")
                    .files());
        }

        List<WrittenFile> copied = copy(new Scan(TABLE, LAYOUT, 1, files), List.of());

        assertThat(copied).singleElement().satisfies(f -> {
            assertThat(f.rows()).isEqualTo(300);
            assertThat(f.partition()).isEmpty();
        });
        assertThat(ask("SELECT count(DISTINCT id) || ' from ' || min(id) || ' to ' || max(id) FROM silver.t", copied))
                .containsExactly("300 from 0 to 299");
    }

    @Test
    void rowsAreSortedByTheColumnsAskedFor() {
        Scan scan = given("SELECT hash(i) % 1000 AS id, 'r' || i % 7 AS region, 1 AS _file FROM range(20000) t(i)");

        List<WrittenFile> copied = copy(scan, List.of("region", "id"));

        assertThat(copied).hasSize(1);
        List<String> rows = ask("SELECT region || lpad(CAST(id AS VARCHAR), 4, '0') FROM silver.t", copied);
        assertThat(rows).hasSize(20_000).isSorted();
    }

    @Test
    void eachFileOfEachPartitionIsSorted() {
        Scan scan = given("SELECT hash(i) % 1000 AS id, 'r' || i % 3 AS region, 1 AS _file FROM range(30000) t(i)");

        List<WrittenFile> copied = copy(scan, List.of("id"), BY_REGION);

        assertThat(copied)
                .extracting(WrittenFile::partition)
                .containsExactlyInAnyOrder(
                        List.of(Optional.of("r0")), List.of(Optional.of("r1")), List.of(Optional.of("r2")));
        for (WrittenFile file : copied) {
            assertThat(ask("SELECT lpad(CAST(id AS VARCHAR), 4, '0') FROM silver.t", List.of(file)))
                    .hasSize(10_000)
                    .isSorted();
        }
        assertThat(filesIn(copied))
                .as("what was only a step on the way is gone")
                .hasSize(3);
    }

    @Test
    void theRowsOfOnePartitionKeepIt() {
        Scan scan = given("SELECT i AS id, 'north' AS region, 1 AS _file FROM range(100) t(i)");
        Scan unknown = given("SELECT i AS id, NULL AS region, 1 AS _file FROM range(100) t(i)");

        assertThat(copy(scan, List.of(), BY_REGION))
                .singleElement()
                .satisfies(f -> assertThat(f.partition()).containsExactly(Optional.of("north")));
        assertThat(copy(unknown, List.of("id"), BY_REGION))
                .singleElement()
                .satisfies(f -> assertThat(f.partition()).containsExactly(Optional.empty()));
    }

    @Test
    void aPartitionOfItsOwnIsMadeForRowsWithoutAValue() {
        Scan scan = given("SELECT i AS id, if(i < 5, 'north', NULL) AS region, 1 AS _file FROM range(10) t(i)");

        assertThat(copy(scan, List.of(), BY_REGION))
                .extracting(WrittenFile::partition)
                .containsExactlyInAnyOrder(List.of(Optional.of("north")), List.of(Optional.empty()));
    }

    @Test
    void rowsOfReplacedFilesStayAwayFromWhatIsSorted() {
        Scan scan = given("SELECT 10 - i AS id, 'r' AS region, i % 2 AS _file FROM range(10) t(i)");
        Target target = bench.target(TABLE, LAYOUT, List.of());

        List<WrittenFile> copied = engine.copy(new Copy(scan, Set.of(1L), List.of("id"), target));

        assertThat(ask("SELECT id FROM silver.t", copied)).containsExactly("2", "4", "6", "8", "10");
    }

    @Test
    void filesFromBeforeAColumnChangedBecomeFilesOfTheColumnsOfNow() {
        Scan old = bench.given(
                TABLE,
                columns("id int", "gone string", "place string"),
                "SELECT 1 AS id, 'x' AS gone, 'north' AS place");
        Layout now = new Layout(List.of(
                new Layout.Column(Field.optional("region", Type.Primitive.STRING), 3, List.of()),
                new Layout.Column(Field.optional("id", Type.Primitive.LONG), 1, List.of()),
                new Layout.Column(Field.optional("added", Type.Primitive.DATE), 4, List.of())));
        Target target = bench.target(TABLE, now, List.of(BY_REGION));

        List<WrittenFile> copied =
                engine.copy(new Copy(new Scan(TABLE, now, 1, old.files()), Set.of(), List.of("region"), target));

        assertThat(copied).extracting(WrittenFile::partition).containsExactly(List.of(Optional.of("north")));
        assertThat(bench.ask(
                        "SELECT region, id, added, typeof(id) FROM silver.t", EngineBench.scan(TABLE, now, copied)))
                .containsExactly("north|1|null|BIGINT");
    }

    @Test
    void bucketsAreThoseOfIcebergsHash() {
        Scan scan = given("SELECT i AS id, 'iceberg' AS region, 1 AS _file FROM (VALUES (34), (NULL)) t(i)");

        List<WrittenFile> copied = copy(
                scan,
                List.of(),
                new PartitionField(Transform.BUCKET, "id", 16),
                new PartitionField(Transform.BUCKET, "region", 16));

        assertThat(copied)
                .extracting(WrittenFile::partition)
                .containsExactlyInAnyOrder(
                        List.of(Optional.of("" + 2017239379 % 16), Optional.of("" + 1210000089 % 16)),
                        List.of(Optional.empty(), Optional.of("" + 1210000089 % 16)));
    }

    @Test
    void nothingReadIsNothingWritten() {
        Scan empty = new Scan(TABLE, LAYOUT, 1, List.of());

        assertThat(copy(empty, List.of())).isEmpty();
        assertThat(copy(empty, List.of("id"), BY_REGION)).isEmpty();
    }

    @Test
    void anUnknownColumnToSortByIsNamed() {
        assertThatThrownBy(() -> copy(given("SELECT 1 AS id, 'r' AS region, 1 AS _file"), List.of("price")))
                .isInstanceOf(FozException.class)
                .hasMessageContainingAll("silver.t", "price");
    }

    private Scan given(String sql) {
        return bench.given(TABLE, COLUMNS, sql);
    }

    private List<WrittenFile> copy(Scan scan, List<String> order, PartitionField... partitionBy) {
        return engine.copy(new Copy(scan, Set.of(), order, bench.target(TABLE, LAYOUT, List.of(partitionBy))));
    }

    private List<String> ask(String sql, List<WrittenFile> files) {
        return bench.ask(sql, EngineBench.scan(TABLE, LAYOUT, files));
    }

    private static List<String> filesIn(List<WrittenFile> written) {
        String[] names = java.util.Objects.requireNonNull(
                        written.getFirst().path().getParent())
                .toFile()
                .list();
        assertThat(names).isNotNull();
        return List.of(names);
    }
}
