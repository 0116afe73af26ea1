package foz.lake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
        assertThat(extend(schema("b int", "c date")).schema()).isEqualTo(schema("a int", "b int", "c date"));
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
