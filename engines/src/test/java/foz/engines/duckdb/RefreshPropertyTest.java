package foz.engines.duckdb;

import static foz.testkit.engine.Layouts.columns;
import static org.assertj.core.api.Assertions.assertThat;

import foz.api.balance.Balance;
import foz.api.engine.Computed;
import foz.api.engine.Scan;
import foz.api.plan.TablePlan.Duplicates;
import foz.api.plan.TablePlan.Keep;
import foz.api.plan.TablePlan.Outcome;
import foz.api.type.Field;
import foz.api.type.TableName;
import foz.engines.database.EngineOptions;
import foz.testkit.engine.EngineBench;
import foz.testkit.engine.EngineBench.Refresh;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Refreshes of made-up tables come out as a few plain lines of Java say. */
class RefreshPropertyTest {

    private static final TableName SALES = new TableName("bronze", "sales");
    private static final TableName CLEAN = new TableName("silver", "sales");
    private static final List<Field> COLUMNS =
            columns("id long", "quantity int", "sold_at timestamp", "_file long", "_record long");
    private static final LocalDateTime DAY = LocalDateTime.parse("2026-01-01T00:00:00");

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
    void aRefreshDoesWhatItsRulesAndKeySay(long seed) {
        Random random = new Random(seed);
        List<Row> rows = rows(random);
        Keep keep = random.nextBoolean() ? Keep.FIRST : Keep.LAST;
        Optional<Duration> within = random.nextBoolean() ? Optional.of(Duration.ofDays(2)) : Optional.empty();
        Expected expected = expected(rows, keep, within);

        try (DuckDbEngine engine = new DuckDbEngine(new EngineOptions(256L << 20, 2, folder.resolve("scratch")))) {
            EngineBench bench = new EngineBench(engine, folder);
            Scan sales = bench.given(SALES, COLUMNS, values(rows));
            Refresh refresh = new Refresh(
                            CLEAN, "SELECT * FROM \"bronze\".\"sales\" WHERE id <> 3 OR id IS NULL", COLUMNS)
                    .from(sales)
                    .rowByRow("SELECT count(*) FROM \"bronze\".\"sales\" WHERE (id <> 3 OR id IS NULL) IS NOT TRUE")
                    .expect(Outcome.DROP, "early-file", "_file < 3")
                    .expect(Outcome.QUARANTINE, "positive", "quantity > 0")
                    .key("id")
                    .duplicates(new Duplicates(keep, Optional.of("sold_at"), within));

            Computed computed = bench.compute(refresh);

            assertThat(computed.balance()).isEqualTo(expected.balance());
            assertThat(computed.balance().closes()).isTrue();
            assertThat(bench.rows(refresh, computed.rows()))
                    .containsExactlyInAnyOrderElementsOf(
                            expected.kept().stream().map(Row::text).toList());
        }
    }

    private static Expected expected(List<Row> rows, Keep keep, Optional<Duration> within) {
        List<Row> yielded =
                rows.stream().filter(r -> r.id() == null || r.id() != 3).toList();
        List<Row> good = yielded.stream()
                .filter(r -> r.quantity() != null && r.quantity() > 0)
                .toList();
        List<Row> stay = good.stream().filter(r -> r.file() < 3).toList();
        List<Row> kept = new ArrayList<>();
        long duplicate = 0;
        for (List<Row> group : groups(stay, within)) {
            Row winner = group.stream().min(order(keep)).orElseThrow();
            kept.add(winner);
            duplicate += group.stream()
                    .filter(r -> r != winner && r.visible().equals(winner.visible()))
                    .count();
        }
        return new Expected(
                kept,
                new Balance(
                        rows.size(),
                        rows.size() - yielded.size(),
                        kept.size(),
                        yielded.size() - good.size(),
                        0,
                        good.size() - stay.size(),
                        duplicate,
                        stay.size() - kept.size() - duplicate));
    }

    /** Rows of one key, and with a distance those of them that hang together by steps no longer than it. */
    private static List<List<Row>> groups(List<Row> rows, Optional<Duration> within) {
        List<List<Row>> groups = new ArrayList<>();
        rows.stream()
                .collect(Collectors.groupingBy(r -> Optional.ofNullable(r.id())))
                .values()
                .forEach(key -> {
                    List<Row> sorted = key.stream().sorted(order(Keep.FIRST)).toList();
                    List<Row> group = new ArrayList<>();
                    for (Row row : sorted) {
                        if (!group.isEmpty() && !near(group.getLast(), row, within)) {
                            groups.add(group);
                            group = new ArrayList<>();
                        }
                        group.add(row);
                    }
                    groups.add(group);
                });
        return groups;
    }

    private static boolean near(Row a, Row b, Optional<Duration> within) {
        if (within.isEmpty()) {
            return true;
        }
        if (a.soldAt() == null || b.soldAt() == null) {
            return a.soldAt() == null && b.soldAt() == null;
        }
        return Duration.between(a.soldAt(), b.soldAt()).compareTo(within.get()) <= 0;
    }

    private static Comparator<Row> order(Keep keep) {
        Comparator<LocalDateTime> time = keep == Keep.LAST ? Comparator.reverseOrder() : Comparator.naturalOrder();
        Comparator<Row> origin = Comparator.comparing(Row::file).thenComparing(Row::record);
        return Comparator.comparing(Row::soldAt, Comparator.nullsLast(time))
                .thenComparing(keep == Keep.LAST ? origin.reversed() : origin);
    }

    private static List<Row> rows(Random random) {
        List<Row> rows = new ArrayList<>();
        int count = 1 + random.nextInt(300);
        for (int i = 0; i < count; i++) {
            rows.add(new Row(
                    random.nextInt(10) == 0 ? null : (long) random.nextInt(40),
                    random.nextInt(10) == 0 ? null : random.nextInt(6),
                    random.nextInt(10) == 0 ? null : DAY.plusDays(random.nextInt(20)),
                    random.nextInt(4),
                    i));
        }
        return rows;
    }

    private static String values(List<Row> rows) {
        return rows.stream()
                .map(Row::values)
                .collect(Collectors.joining(
                        ", ",
                        "SELECT CAST(id AS BIGINT) AS id, CAST(quantity AS INTEGER) AS quantity, CAST(sold_at AS"
                                + " TIMESTAMP) AS sold_at, CAST(_file AS BIGINT) AS _file, CAST(_record AS BIGINT) AS"
                                + " _record FROM (VALUES ",
                        ") t(id, quantity, sold_at, _file, _record)"));
    }

    private record Expected(List<Row> kept, Balance balance) {}

    private record Row(
            @Nullable Long id,
            @Nullable Integer quantity,
            @Nullable LocalDateTime soldAt,
            long file,
            long record) {

        private List<Object> visible() {
            return List.of(Optional.ofNullable(id), Optional.ofNullable(quantity), Optional.ofNullable(soldAt));
        }

        private String text() {
            return id + "|" + quantity + "|" + soldAt + "|" + file + "|" + record;
        }

        private String values() {
            String time = soldAt == null ? "NULL" : "'" + soldAt + "'";
            return "(" + id + ", " + quantity + ", " + time + ", " + file + ", " + record + ")";
        }
    }
}
