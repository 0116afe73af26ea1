package foz.engines.duckdb;

import static foz.testkit.engine.Layouts.columns;
import static org.assertj.core.api.Assertions.assertThat;

import foz.api.engine.Computed;
import foz.api.engine.Delta;
import foz.api.engine.Engine;
import foz.api.engine.Scan;
import foz.api.engine.Work;
import foz.api.plan.PartitionField;
import foz.api.plan.PartitionField.Transform;
import foz.api.plan.TablePlan.Duplicates;
import foz.api.plan.TablePlan.Keep;
import foz.api.plan.TablePlan.Outcome;
import foz.api.sql.Incremental;
import foz.api.sql.Incremental.Groups;
import foz.api.sql.Incremental.Recompute;
import foz.api.sql.Incremental.Rows;
import foz.api.type.Field;
import foz.api.type.TableName;
import foz.engines.database.EngineOptions;
import foz.testkit.engine.EngineBench;
import foz.testkit.engine.EngineBench.Refresh;
import foz.testkit.engine.Layouts;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** After any changes of its input, a table that followed them equals the one computed whole; so does its part of the quarantine. */
class ChangePropertyTest {

    private static final TableName SALES = new TableName("bronze", "sales");
    private static final TableName CLEAN = new TableName("silver", "sales");
    private static final String INPUT = "\"bronze\".\"sales\"";
    private static final int STEPS = 6;

    @TempDir
    Path folder;

    static List<Long> seeds() {
        return new Random(20261121).longs(12).boxed().toList();
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void aTableThatFollowsChangesEqualsOneComputedWhole(long seed) {
        Random random = new Random(seed);
        try (Engine engine = new DuckDbEngine(new EngineOptions(256L << 20, 2, folder.resolve("scratch")))) {
            EngineBench bench = new EngineBench(engine, folder);
            Case sample = new Case(random, bench);
            Scan input = sample.file(1 + random.nextInt(30));
            Kept kept = sample.whole(input);
            for (int step = 1; step <= STEPS; step++) {
                Delta delta = sample.change(input);
                for (Work work : sample.works(delta)) {
                    Computed computed = bench.compute(sample.refresh(delta.now()), kept.with(work));
                    assertThat(computed.balance().missing())
                            .as("seed %d, step %d, %s: %s", seed, step, sample, computed.balance())
                            .isZero();
                    kept = kept.after(computed);
                }
                input = delta.now();
                Kept whole = sample.whole(input);
                assertThat(kept.rows(bench))
                        .as("seed %d, step %d, %s", seed, step, sample)
                        .isEqualTo(whole.rows(bench));
                assertThat(kept.rejects(bench))
                        .as("quarantine, seed %d, step %d, %s", seed, step, sample)
                        .isEqualTo(whole.rejects(bench));
            }
        }
    }

    /** The table and its part of the quarantine. */
    private record Kept(Scan self, Scan rejected) {

        Kept after(Computed computed) {
            return new Kept(EngineBench.after(self, computed), EngineBench.rejectedAfter(rejected, computed));
        }

        /** The work on this table. */
        Work with(Work work) {
            return switch (work) {
                case Work.Whole whole -> whole;
                case Work.Append append -> append;
                case Work.Change change -> new Work.Change(change.inputs(), self, rejected);
                case Work.Slice slice ->
                    new Work.Slice(slice.inputs(), self, rejected, slice.column(), slice.from(), slice.to());
            };
        }

        List<String> rows(EngineBench bench) {
            String columns = self.layout().schema().names().stream().collect(Collectors.joining(", "));
            return bench.ask("SELECT " + columns + " FROM silver.sales ORDER BY ALL", self);
        }

        List<String> rejects(EngineBench bench) {
            return bench.ask("SELECT id, rule, raw, file_id, record FROM system.quarantine ORDER BY ALL", rejected);
        }
    }

    /** A table with settings drawn by lot. */
    private static final class Case {

        private final Random random;
        private final EngineBench bench;
        private final String time;
        private final boolean groups;
        private final boolean origin;
        private final Keep keep;
        private final boolean hasKey;
        private final Optional<Duration> within;
        private final boolean rules;
        private final boolean spread;
        private final List<Field> fields;
        private long files;

        Case(Random random, EngineBench bench) {
            this.random = random;
            this.bench = bench;
            this.time = List.of("timestamp", "timestamptz", "date").get(random.nextInt(3));
            this.groups = random.nextInt(4) == 0;
            this.origin = random.nextBoolean();
            this.keep = random.nextBoolean() ? Keep.FIRST : Keep.LAST;
            this.hasKey = random.nextInt(3) > 0;
            this.within = random.nextBoolean() ? Optional.of(Duration.ofDays(2)) : Optional.empty();
            this.rules = random.nextBoolean();
            this.spread = random.nextInt(3) == 0;
            this.fields = columns("id long", "quantity int", "sold " + time, "_file long", "_record long");
        }

        @Override
        public String toString() {
            return (groups ? "groups" : "rows") + (origin ? " with origin" : "")
                    + (hasKey ? " key " + keep + " " + within : "") + (rules ? " rules" : "") + " by " + time;
        }

        /** A data file of a few rows, some of them equal. */
        Scan file(int rows) {
            return rows == 0 ? Scans.none(fields) : bench.given(SALES, fields, values(rows));
        }

        private String values(int rows) {
            long file = files++;
            return IntStream.range(0, rows)
                    .mapToObj(i -> row(file, i))
                    .collect(Collectors.joining(
                            ", ",
                            "SELECT id::BIGINT AS id, quantity::INT AS quantity, sold::" + time
                                    + " AS sold, _file::BIGINT AS _file, _record::BIGINT AS _record FROM (VALUES ",
                            ") t(id, quantity, sold, _file, _record)"));
        }

        private String row(long file, int record) {
            return "(" + (random.nextInt(10) == 0 ? "NULL" : random.nextInt(8)) + ", "
                    + (random.nextInt(10) == 0 ? "NULL" : random.nextInt(4)) + ", "
                    + (random.nextInt(10) == 0 ? "NULL" : "'2026-01-%02d'".formatted(1 + random.nextInt(28))) + ", "
                    + (file % 3) + ", " + (random.nextInt(8) == 0 ? 0 : record) + ")";
        }

        /** Rows come, go, or a file is written again without some of them. */
        Delta change(Scan input) {
            List<Scan.DataFile> removed = random.nextInt(3) == 0
                            || input.files().isEmpty()
                    ? List.of()
                    : List.of(input.files().get(random.nextInt(input.files().size())));
            Scan gone = EngineBench.with(input, removed);
            Scan came = file(random.nextInt(3) == 0 ? 0 : random.nextInt(12));
            Scan again = removed.isEmpty() || random.nextInt(3) == 0 ? Scans.none(fields) : some(gone);
            return EngineBench.delta(input, gone, Scans.both(came, again));
        }

        /** By the change itself, or by ranges of the table, one after the other. */
        List<Work> works(Delta delta) {
            Scan none = delta.removed();
            if (hasKey || random.nextInt(3) > 0) {
                return List.of(new Work.Change(List.of(delta), none, none));
            }
            Optional<String> cut = Optional.of("2026-01-%02d".formatted(1 + random.nextInt(28)));
            List<Scan> now = List.of(delta.now());
            return List.of(
                    new Work.Slice(now, none, none, "sold", Optional.empty(), cut),
                    new Work.Slice(now, none, none, "sold", cut, Optional.empty()));
        }

        private Scan some(Scan gone) {
            return bench.rewritten(
                    gone, "SELECT * FROM " + INPUT + " WHERE hash(id, quantity, " + random.nextInt(100) + ") % 3 > 0");
        }

        Kept whole(Scan input) {
            Refresh refresh = refresh(input);
            Computed computed = bench.compute(refresh, new Work.Whole(List.of(input)));
            assertThat(computed.balance().closes()).isTrue();
            return new Kept(
                    EngineBench.after(refresh.empty(), computed),
                    EngineBench.rejectedAfter(EngineBench.noRejects(), computed));
        }

        Refresh refresh(Scan input) {
            String more = origin ? ", _file, _record" : "";
            String select = groups
                    ? "SELECT id, max(quantity) AS quantity, max(sold) AS sold FROM " + INPUT + " %s GROUP BY id"
                    : "SELECT id, quantity, sold" + more + " FROM " + INPUT + " %s WHERE id IS DISTINCT FROM 3";
            List<Field> yielded = columns("id long", "quantity int", "sold " + time);
            if (origin && !groups) {
                yielded.addAll(columns("_file long", "_record long"));
            }
            Refresh refresh = new Refresh(CLEAN, select.formatted(""), yielded)
                    .from(input)
                    .follows(way(select, more));
            if (hasKey) {
                refresh.key("id").duplicates(new Duplicates(keep, Optional.of("sold"), within));
            }
            if (rules) {
                refresh.expect(Outcome.QUARANTINE, "positive", "quantity > 0")
                        .expect(Outcome.DROP, "early", "id < 7")
                        .expect(Outcome.QUARANTINE, "odd", "quantity % 2 = 1");
            }
            return spread ? refresh.partitionBy(new PartitionField(Transform.IDENTITY, "id", 0)) : refresh;
        }

        private Incremental way(String select, String more) {
            String touched = "SELECT DISTINCT id FROM \"bronze\".\"sales$change\"";
            return groups
                    ? new Groups(
                            "groups",
                            List.of("id"),
                            new Recompute(
                                    List.of(),
                                    touched,
                                    select.formatted(
                                            "s SEMI JOIN (" + touched + ") t ON (s.id IS NOT DISTINCT FROM t.id)")),
                            Optional.empty())
                    : new Rows(
                            "rows",
                            List.of(),
                            "SELECT id, quantity, sold" + more
                                    + ", _change FROM \"bronze\".\"sales$change\" WHERE id IS DISTINCT FROM 3");
        }
    }

    /** Data files of the input. */
    private static final class Scans {

        static Scan none(List<Field> fields) {
            return EngineBench.scan(SALES, Layouts.of(fields), List.of());
        }

        static Scan both(Scan one, Scan other) {
            List<Scan.DataFile> files = new ArrayList<>(one.files());
            files.addAll(other.files());
            return EngineBench.with(one, files);
        }
    }
}
