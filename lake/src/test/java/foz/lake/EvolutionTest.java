package foz.lake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import foz.api.engine.Scan;
import foz.api.engine.Target;
import foz.api.failure.FozException;
import foz.api.lake.Batch;
import foz.api.lake.Intent;
import foz.api.lake.Lake;
import foz.api.lake.TableChange;
import foz.api.plan.PartitionField;
import foz.api.plan.PartitionField.Transform;
import foz.api.time.Steps;
import foz.api.type.Field;
import foz.api.type.Layout;
import foz.api.type.Schema;
import foz.api.type.TableName;
import foz.api.type.Type;
import foz.api.type.TypeText;
import foz.testkit.lake.RecordingDisk;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EvolutionTest {

    private static final TableName TABLE = TableName.bronze("t");

    @TempDir
    Path folder;

    private Lake lake;
    private int batches;

    @BeforeEach
    void open() {
        lake = Scenario.open(folder, new RecordingDisk(), Steps.UNWATCHED);
    }

    @AfterEach
    void close() {
        lake.close();
    }

    /** Columns from {@code name type} pairs; a type that ends with {@code !} is required. */
    private static Schema schema(String... namesAndTypes) {
        List<Field> fields = new ArrayList<>();
        for (String pair : namesAndTypes) {
            int space = pair.indexOf(' ');
            boolean required = pair.endsWith("!");
            String text = pair.substring(space + 1, pair.length() - (required ? 1 : 0));
            Type type = TypeText.parse(text).orElseThrow();
            fields.add(new Field(pair.substring(0, space), type, required));
        }
        return new Schema(fields);
    }

    private Layout extend(Schema schema, PartitionField... partitionBy) {
        try (Batch batch = lake.begin(new Intent("b" + batches++, "test"))) {
            Target target = batch.target(TABLE, schema, List.of(partitionBy));
            Scenario.commit(batch, List.of());
            assertThat(lake.table(TABLE).orElseThrow().layout()).isEqualTo(target.layout());
            return target.layout();
        }
    }

    private Layout rebuild(Schema schema, PartitionField... partitionBy) {
        try (Batch batch = lake.begin(new Intent("b" + batches++, "test"))) {
            Target target = batch.rebuild(TABLE, schema, List.of(partitionBy));
            Scenario.commit(batch, List.of(new TableChange.ReplaceAll(TABLE, List.of(), Map.of())));
            return target.layout();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "int | long",
                "float | double",
                "decimal(8,2) | decimal(12,2)",
                "list<int> | list<long>",
                "map<string, int> | map<string, long>",
                "struct<a: int> | struct<a: long, b: string>",
                "list<struct<a: int>> | list<struct<a: int, b: date>>"
            })
    void aTypeMayGrow(String from, String to) {
        Layout before = extend(schema("x " + from));
        Layout after = extend(schema("x " + to));
        assertThat(after.schema()).isEqualTo(schema("x " + to));
        assertThat(after.columns().getFirst().id())
                .isEqualTo(before.columns().getFirst().id());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "long | int",
                "string | int",
                "decimal(8,2) | decimal(8,3)",
                "list<string> | string",
                "struct<a: int> | struct<a: string>",
                "map<string, int> | map<int, int>"
            })
    void anyOtherChangeOfTypeIsRefused(String from, String to) {
        extend(schema("x " + from));
        assertThatThrownBy(() -> extend(schema("x " + to)))
                .isInstanceOf(FozException.class)
                .hasMessageContaining("bronze.t: the column x");
        assertThat(lake.table(TABLE).orElseThrow().layout().schema()).isEqualTo(schema("x " + from));
    }

    @Test
    void aColumnNoLongerWantedStaysAndIsOptional() {
        extend(schema("a int!", "b int!"));
        assertThat(extend(schema("b int", "c date")).schema()).isEqualTo(schema("b int", "c date", "a int"));
    }

    @Test
    void columnsComeIntoTheOrderThatIsWantedAndKeepTheirIds() {
        Layout before = extend(schema("a int", "b string", "c date"));
        Layout after = extend(schema("c date", "new int", "a long"));
        assertThat(after.schema()).isEqualTo(schema("c date", "new int", "a long", "b string"));
        assertThat(after.columns().get(0).id())
                .isEqualTo(before.columns().get(2).id());
        assertThat(after.columns().get(2).id())
                .isEqualTo(before.columns().get(0).id());
    }

    @Test
    void aStructGainsAFieldWhereItStands() {
        assertThat(extend(schema("s struct<x: int>", "t list<struct<y: int>>")).columns())
                .hasSize(2);
        assertThat(extend(schema("s struct<x: long, z: string>", "t list<struct<y: int, w: date>>"))
                        .schema())
                .isEqualTo(schema("s struct<x: long, z: string>", "t list<struct<y: int, w: date>>"));
    }

    /** Fills the table, evolves it and then extends it. */
    private Layout evolve(Consumer<Batch> evolution, Schema schema, PartitionField... partitionBy) {
        try (Batch batch = lake.begin(new Intent("b" + batches++, "test"))) {
            evolution.accept(batch);
            Target target = batch.target(TABLE, schema, List.of(partitionBy));
            Scenario.commit(batch, List.of());
            return target.layout();
        }
    }

    private void append(
            PartitionField[] partitionBy, List<Optional<String>> partition, Schema schema, Object... cells) {
        try (Batch batch = lake.begin(new Intent("b" + batches++, "test"))) {
            Target target = batch.target(TABLE, schema, List.of(partitionBy));
            var file = Scenario.FILES.write(target, partition, List.of(Arrays.asList(cells)));
            Scenario.commit(batch, List.of(new TableChange.Append(TABLE, List.of(file), Map.of())));
        }
    }

    private List<List<@Nullable Object>> rows() {
        return Scenario.FILES.read(lake.scan(TABLE));
    }

    @Test
    void aRenamedColumnKeepsItsIdAndItsValues() {
        append(new PartitionField[0], List.of(), schema("a int", "b string"), 1, "one");
        long before = lake.table(TABLE).orElseThrow().snapshot();
        Layout after = evolve(batch -> batch.rename(TABLE, "B", "title"), schema("a int", "title string"));
        assertThat(after.schema()).isEqualTo(schema("a int", "title string"));
        assertThat(rows()).containsExactly(List.of(1, "one"));
        // The same again, as at each batch: there is nothing left to rename.
        assertThat(evolve(batch -> batch.rename(TABLE, "b", "title"), schema("a int", "title string")))
                .isEqualTo(after);
        assertThat(lake.history().since(TABLE, before).orElseThrow().isEmpty()).isTrue();
    }

    @Test
    void aColumnIsNotRenamedToANameThatIsTakenNorWhereItIsNot() {
        Layout before = extend(schema("a int", "b string"));
        assertThat(evolve(batch -> batch.rename(TABLE, "a", "b"), schema("a int", "b string")))
                .isEqualTo(before);
        assertThat(evolve(batch -> batch.rename(TABLE, "x", "y"), schema("a int", "b string")))
                .isEqualTo(before);
        try (Batch batch = lake.begin(new Intent("none", "test"))) {
            batch.rename(TableName.bronze("nowhere"), "a", "b");
            batch.drop(TableName.bronze("nowhere"), "a");
        }
    }

    @Test
    void aPartOfAColumnIsNotRenamed() {
        extend(schema("s struct<x: int>"));
        try (Batch batch = lake.begin(new Intent("part", "test"))) {
            assertThatThrownBy(() -> batch.rename(TABLE, "s.x", "s.y"))
                    .isInstanceOf(FozException.class)
                    .hasMessageContaining("s.x");
        }
    }

    @Test
    void aDroppedColumnIsGoneAndComesBackEmpty() {
        append(new PartitionField[0], List.of(), schema("a int", "b string"), 1, "one");
        long before = lake.table(TABLE).orElseThrow().snapshot();
        evolve(batch -> batch.drop(TABLE, "b"), schema("a int"));
        assertThat(rows()).containsExactly(List.of(1));
        assertThat(Scenario.FILES.read(lake.history().at(TABLE, before))).containsExactly(List.of(1, "one"));
        extend(schema("a int", "b string"));
        assertThat(rows()).containsExactly(Arrays.asList(1, null));
        // What was said of b then is not what is said of b now.
        assertThat(lake.history().since(TABLE, before)).isEmpty();
    }

    @Test
    void aPartitionColumnMayBeRenamedOrDropped() {
        PartitionField[] byName = {new PartitionField(Transform.IDENTITY, "name", 0)};
        PartitionField[] byTitle = {new PartitionField(Transform.IDENTITY, "title", 0)};
        append(byName, List.of(Optional.of("x")), schema("name string", "n int"), "x", 1);
        evolve(batch -> batch.rename(TABLE, "name", "title"), schema("title string", "n int"), byTitle);
        assertThat(lake.table(TABLE).orElseThrow().partitionBy()).containsExactly(byTitle);
        append(byTitle, List.of(Optional.of("y")), schema("title string", "n int"), "y", 2);
        assertThat(rows()).containsExactly(List.of("x", 1), List.of("y", 2));
        long before = lake.table(TABLE).orElseThrow().snapshot();
        evolve(batch -> batch.drop(TABLE, "title"), schema("n int"));
        assertThat(lake.table(TABLE).orElseThrow().partitionBy()).isEmpty();
        append(new PartitionField[0], List.of(), schema("n int"), 3);
        assertThat(rows()).containsExactly(List.of(1), List.of(2), List.of(3));
        assertThat(lake.history().files(TABLE)).hasSize(3);
        assertThat(lake.history().since(TABLE, before).orElseThrow().added().rows())
                .isEqualTo(1);
        takeOutAll();
        assertThat(rows()).isEmpty();
    }

    private void takeOutAll() {
        List<Path> all =
                lake.scan(TABLE).files().stream().map(Scan.DataFile::path).toList();
        try (Batch batch = lake.begin(new Intent("b" + batches++, "test"))) {
            Scenario.commit(batch, List.of(new TableChange.Rewrite(TABLE, all, List.of(), Map.of())));
        }
    }

    @Test
    void namesAreComparedWithoutCase() {
        extend(schema("Name string"));
        assertThat(extend(schema("name string")).schema()).isEqualTo(schema("Name string"));
    }

    @Test
    void partitioningMayChangeForNewFiles() {
        PartitionField month = new PartitionField(Transform.MONTH, "at", 0);
        PartitionField name = new PartitionField(Transform.IDENTITY, "name", 0);
        Schema schema = schema("name string", "at timestamp");
        extend(schema, name);
        extend(schema, month, name);
        assertThat(lake.table(TABLE).orElseThrow().partitionBy()).containsExactlyInAnyOrder(month, name);
        extend(schema);
        assertThat(lake.table(TABLE).orElseThrow().partitionBy()).isEmpty();
        extend(schema, month);
        assertThat(lake.table(TABLE).orElseThrow().partitionBy()).containsExactly(month);
    }

    @Test
    void aRebuiltTableKeepsTheIdsOfColumnsThatStillFit() {
        Layout before = extend(schema("a int", "b string", "c list<int>"));
        Layout after = rebuild(schema("b string", "a string", "c list<long>", "d struct<x: int>"));
        assertThat(after.schema()).isEqualTo(schema("b string", "a string", "c list<long>", "d struct<x: int>"));
        assertThat(after.columns().get(0)).isEqualTo(before.columns().get(1));
        assertThat(after.columns().get(1).id())
                .isGreaterThan(before.columns().get(2).parts().getFirst().id());
        assertThat(after.columns().get(2).id())
                .isEqualTo(before.columns().get(2).id());
    }

    @Test
    void aRebuiltTableMayLoseTheColumnItWasPartitionedBy() {
        Schema schema = schema("name string", "at timestamp");
        try (Batch batch = lake.begin(new Intent("fill", "test"))) {
            Target target = batch.target(TABLE, schema, List.of(new PartitionField(Transform.IDENTITY, "name", 0)));
            var file = Scenario.FILES.write(
                    target, List.of(Optional.of("x")), List.of(java.util.Arrays.asList("x", null)));
            Scenario.commit(batch, List.of(new TableChange.Append(TABLE, List.of(file), Map.of())));
        }
        rebuild(schema("at timestamp"), new PartitionField(Transform.DAY, "at", 0));
        assertThat(lake.scan(TABLE).files()).isEmpty();
        rebuild(schema("name string"), new PartitionField(Transform.IDENTITY, "name", 0));
        assertThat(lake.table(TABLE).orElseThrow().partitionBy()).hasSize(1);
    }
}
