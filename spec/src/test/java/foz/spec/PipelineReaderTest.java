package foz.spec;

import static org.assertj.core.api.Assertions.assertThat;

import foz.api.failure.Checked;
import foz.api.plan.ByteSize;
import foz.api.plan.Complete;
import foz.api.plan.FilePolicy;
import foz.api.plan.Format;
import foz.api.plan.KeepRaw;
import foz.api.plan.PartitionField;
import foz.api.plan.Pipeline;
import foz.api.plan.SourcePlan;
import foz.api.plan.TablePlan;
import foz.api.plan.TestCase;
import foz.api.plan.Timing;
import foz.api.type.TableName;
import foz.api.type.Type;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the valid story becomes. */
class PipelineReaderTest {

    @TempDir
    Path folder;

    private Story story = Stories.named("valid.txt");

    @BeforeEach
    void write() throws IOException {
        story.read(folder);
    }

    private Pipeline read(Environment environment) {
        Checked<Pipeline> checked = Story.reader().read(folder, environment);
        assertThat(checked).as(Story.said(checked, folder)).isInstanceOf(Checked.Good.class);
        return ((Checked.Good<Pipeline>) checked).value();
    }

    private Pipeline read() {
        return read(Environment.plain(Story.VARIABLES));
    }

    @Test
    void findsTheFolderUpward() throws IOException {
        Path below = Files.createDirectories(folder.resolve("data/deep"));
        assertThat(PipelineReader.find(below)).contains(folder.toAbsolutePath());
        assertThat(PipelineReader.find(Path.of("/"))).isEmpty();
    }

    @Test
    void aSourceBecomesAPlan() {
        SourcePlan orders = read().source("orders").orElseThrow();
        assertThat(read().zone()).isEqualTo(ZoneId.of("America/Sao_Paulo"));
        assertThat(orders.options())
                .isEqualTo(new FakeFilesKind.Options(
                        "data/Sales_*.csv",
                        Optional.empty(),
                        2,
                        Duration.ofMillis(250),
                        Optional.of(new ByteSize(2L << 30)),
                        FakeFilesKind.Order.BY_AGE,
                        true,
                        List.of("secret.csv")));
        assertThat(orders.format()).isInstanceOfSatisfying(Format.Csv.class, csv -> {
            assertThat(csv.dialect().quote()).isEmpty();
            assertThat(csv.dialect().delimiter()).isEqualTo(";");
            assertThat(csv.dialect().numbers())
                    .isEqualTo(new Format.Numbers(',', Optional.of('.'), List.of("", "NA", "-9999")));
        });
        assertThat(orders.columns())
                .extracting(c -> c.name() + " " + c.type() + " < " + c.from() + " " + c.patterns())
                .containsExactly(
                        "order_id long < Order ID []",
                        "product string < Product []",
                        "quantity int < Quantity Ordered []",
                        "price decimal(12,2) < Price Each []",
                        "ordered_at timestamp < Order Date [MM/dd/yy HH:mm, yyyy-MM-dd HH:mm]",
                        "address string < address []");
        assertThat(orders.columns().getFirst().required()).isTrue();
        assertThat(orders.ignore()).isEqualTo(Set.of("blank-row", "repeated-header"));
        assertThat(orders.drift()).isEqualTo(SourcePlan.Drift.EVOLVE);
        assertThat(orders.files())
                .isEqualTo(new FilePolicy(
                        FilePolicy.SameContent.APPEND, FilePolicy.ChangedFile.FAIL, FilePolicy.RemovedFile.WITHDRAW));
        assertThat(orders.maxBad()).isEqualTo(0.005);
        assertThat(orders.keepRaw()).isEqualTo(new KeepRaw(true, Optional.of(Duration.ofDays(30))));
        assertThat(orders.partitionBy())
                .containsExactly(new PartitionField(PartitionField.Transform.MONTH, "ordered_at", 0));
    }

    @Test
    void whatIsNotWrittenIsStandard() {
        SourcePlan customers = read().source("customers").orElseThrow();
        assertThat(customers.files()).isEqualTo(FilePolicy.STANDARD);
        assertThat(customers.keepRaw()).isEqualTo(KeepRaw.NONE);
        assertThat(customers.maxBad()).isEqualTo(0.05);
        assertThat(customers.drift()).isEqualTo(SourcePlan.Drift.QUARANTINE);
        assertThat(customers.format()).isEqualTo(new Format.Json(Format.Numbers.STANDARD));
        assertThat(customers.columns()).extracting(c -> c.from()).containsExactly("/user/id", "/product", "/tags");
        assertThat(customers.columns().getLast().type()).isEqualTo(new Type.ListOf(Type.Primitive.STRING));
    }

    @Test
    void tablesStandBehindThoseTheyRead() {
        Pipeline pipeline = read();
        assertThat(pipeline.tables())
                .extracting(t -> t.name().toString())
                .containsExactly("silver.orders", "gold.daily", "gold.hourly", "gold.nightly", "gold.sales");
        TablePlan orders = pipeline.table(new TableName("silver", "orders")).orElseThrow();
        assertThat(orders.key()).containsExactly("order_id", "product", "quantity", "ordered_at");
        assertThat(orders.duplicates())
                .contains(new TablePlan.Duplicates(
                        TablePlan.Keep.FIRST, Optional.of("ordered_at"), Optional.of(Duration.ofDays(30))));
        assertThat(orders.expectations())
                .extracting(e -> e.name() + " " + e.outcome() + " " + e.condition())
                .containsExactly("positive-quantity QUARANTINE quantity > 0", "known-price WARN price IS NOT NULL");
        assertThat(orders.partitionBy())
                .containsExactly(
                        new PartitionField(PartitionField.Transform.MONTH, "ordered_at", 0),
                        new PartitionField(PartitionField.Transform.BUCKET, "order_id", 16),
                        new PartitionField(PartitionField.Transform.IDENTITY, "product", 0));
    }

    @Test
    void tablesSayWhenTheirTurnIs() {
        Pipeline pipeline = read();
        assertThat(pipeline.tables().stream().map(TablePlan::timing))
                .containsExactly(
                        new Timing.OnChange(),
                        new Timing.WhenComplete("orders", Optional.of(LocalTime.of(6, 0))),
                        new Timing.Every(Duration.ofHours(1)),
                        new Timing.Cron("0 3 * * 1-5"),
                        new Timing.OnChange());
        SourcePlan orders = pipeline.source("orders").orElseThrow();
        assertThat(orders.complete())
                .contains(new Complete(
                        Complete.Period.DAY, TableName.bronze("customers"), "ordered_at", List.of("product")));
        assertThat(orders.dropped()).containsExactly("fax");
        assertThat(orders.columns().getLast().formerly()).contains("place");
    }

    @Test
    void whenATableIsRefreshedIsNotPartOfWhatItIs() throws IOException {
        String before = read().tables().get(2).definition();
        Files.writeString(
                folder.resolve("foz.yaml"),
                story.files().getOrDefault("foz.yaml", "").replace("every: 1h", "every: 2h"));
        assertThat(read().tables().get(2).definition()).isEqualTo(before);
    }

    @Test
    void testsBecomeCases() {
        List<TestCase> tests = read().tests();
        assertThat(tests).hasSize(2);
        TestCase first = tests.getFirst();
        TableName orders = new TableName("silver", "orders");
        assertThat(first.clock()).contains(Instant.parse("2019-04-02T03:00:00Z"));
        assertThat(first.given().get(TableName.bronze("orders")))
                .containsExactly(Map.of(
                        "order_id",
                        Optional.of("1"),
                        "product",
                        Optional.of("Phone"),
                        "quantity",
                        Optional.of("0"),
                        "price",
                        Optional.of("600"),
                        "ordered_at",
                        Optional.of("2019-04-01T10:00:00")));
        assertThat(first.expect()).isEqualTo(Map.of(orders, List.of()));
        assertThat(first.quarantine())
                .contains(List.of(Map.of("origin", "silver.orders", "rule", "positive-quantity")));
        assertThat(tests.getLast().steps())
                .containsExactly(
                        new TestCase.Step.Arrive("orders", List.of("tests/april.csv")),
                        new TestCase.Step.KillProcess(),
                        new TestCase.Step.Arrive("orders", List.of("tests/april.csv")));
        assertThat(tests.getLast().balanceClosed()).isTrue();
        assertThat(tests.getLast()
                        .expect()
                        .getOrDefault(new TableName("gold", "sales"), List.of())
                        .getLast())
                .isEqualTo(Map.of("product", Optional.empty(), "units", Optional.of("1")));
    }

    @Test
    void anEnvironmentChangesAddressesAndSecrets() {
        Environment aws = Environment.named("aws", Map.of("ZONE", "UTC", "NOT_SET_HERE", "x"));
        FakeFilesKind.Options options =
                (FakeFilesKind.Options) read(aws).source("orders").orElseThrow().options();
        assertThat(options.from()).isEqualTo("s3://bucket/x/");
        assertThat(options.password()).contains("secret:ORDERS");
        assertThat(options.atOnce()).isEqualTo(2);
    }

    @Test
    void theDuckdbFrontIsTouchedOnlyForTablesThatAskForIt() throws IOException {
        Files.writeString(
                folder.resolve("foz.yaml"),
                story.files().getOrDefault("foz.yaml", "").replace("sql: duckdb", "sql: portable"));
        PipelineReader reader = new PipelineReader(List.of(new FakeFilesKind()), new SmallSqlFront(), () -> {
            throw new IllegalStateException("nobody asked for it");
        });
        assertThat(reader.read(folder, Environment.plain(Story.VARIABLES))).isInstanceOf(Checked.Good.class);
    }
}
