package foz.app.story;

import static org.assertj.core.api.Assertions.assertThat;

import foz.api.balance.BatchRow;
import foz.api.balance.Outcome;
import foz.api.plan.Pipeline;
import foz.api.plan.TablePlan;
import foz.api.sql.Incremental;
import foz.api.sql.Query;
import foz.api.type.Field;
import foz.api.type.TableName;
import foz.testkit.Repository;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The 22 queries of TPC-H as tables, while files of orders and their lines arrive, change and go. */
class TpchChangesTest {

    private static final long USUAL_SEED = 20240301L;
    private static final int USUAL_ROUNDS = 3;
    private static final long SEED = Long.getLong("foz.tpch.seed", USUAL_SEED);
    private static final int ROUNDS = Integer.getInteger("foz.tpch.rounds", USUAL_ROUNDS);

    @TempDir
    Path folder;

    /** How tables and stages were refreshed, over all rounds. */
    private final Map<String, Set<String>> ways = new TreeMap<>();

    @Test
    @Tag("slow")
    void everyTableFollowsAndNoneIsComputedWholeFromItsInputs() throws IOException, SQLException {
        Story story = Story.in(folder, Map.of());
        story.write("foz.yaml", resource("foz.yaml"));
        TpchData data = new TpchData();
        for (String table : data.tables()) {
            if (!Set.of("orders", "lineitem").contains(table)) {
                story.write("in/" + table + "/1.csv", TpchData.file(table, data.lines(table)));
            }
        }
        TpchSeason season = new TpchSeason(story, data, SEED);
        season.begin();
        for (int n = 1; n <= 22; n++) {
            String file = "sql/gold/q%02d.sql".formatted(n);
            story.write(file, resource(file));
        }
        Pipeline pipeline = story.pipeline();
        story.runs();
        compare(story, pipeline, "at first, seed " + SEED);
        for (int round = 1; round <= ROUNDS; round++) {
            String what = "round " + round + ", seed " + SEED + ": " + season.round();
            List<Outcome> outcomes = story.runs().tables();
            compare(story, pipeline, what);
            judge(pipeline, outcomes, what);
        }
        boolean usual = SEED == USUAL_SEED && ROUNDS == USUAL_ROUNDS;
        if (usual) {
            checkPage(pipeline);
        }
    }

    private static byte[] resource(String file) throws IOException {
        try (InputStream in = TpchChangesTest.class.getResourceAsStream("/pipelines/tpch/" + file)) {
            return Objects.requireNonNull(in, file).readAllBytes();
        }
    }

    private void compare(Story story, Pipeline pipeline, String when) throws IOException, SQLException {
        List<TablePlan> tables = pipeline.tables();
        List<List<String>> found =
                story.askAll(tables.stream().map(TpchChangesTest::question).toList());
        SoftAssertions all = new SoftAssertions();
        try (TpchOracle oracle = new TpchOracle(folder)) {
            for (int i = 0; i < tables.size(); i++) {
                List<Field> columns = tables.get(i).query().columns().visible().fields();
                all.assertThat(found.get(i))
                        .as("%s, %s", tables.get(i).name(), when)
                        .usingElementComparator((a, b) -> TpchTest.agree(a, b, columns) ? 0 : 1)
                        .containsExactlyInAnyOrderElementsOf(
                                oracle.ask(tables.get(i).sql()));
            }
        }
        all.assertAll();
    }

    private static String question(TablePlan table) {
        String names = table.query().columns().visible().fields().stream()
                .map(f -> '"' + f.name() + '"')
                .collect(Collectors.joining(", "));
        return "SELECT " + names + " FROM " + table.name();
    }

    /** What reads orders or lines is refreshed, from changes or from stages that are; nothing else is touched. */
    private void judge(Pipeline pipeline, List<Outcome> outcomes, String when) {
        SoftAssertions all = new SoftAssertions();
        for (Outcome outcome : outcomes) {
            TableName name = TableName.parse(outcome.origin()).orElseThrow();
            Query query = query(pipeline, name);
            List<String> how = outcome.accounts().stream().map(BatchRow::how).toList();
            if (!readsOrders(pipeline, name, query)) {
                all.assertThat(how).as("%s, %s", name, when).isEmpty();
            } else if (!isLastStep(query)) {
                String because =
                        outcome.accounts().stream().map(BatchRow::because).collect(Collectors.joining("; "));
                all.assertThat(how).as("%s, %s: %s", name, when, because).doesNotContain("whole");
            }
            ways.computeIfAbsent(name.toString(), n -> new TreeSet<>()).addAll(how);
        }
        all.assertAll();
    }

    private static Query query(Pipeline pipeline, TableName name) {
        Query whole = pipeline.table(name.whole()).orElseThrow().query();
        return whole.stages().stream()
                .filter(s -> s.table().equals(name))
                .map(Query.Stage::query)
                .findFirst()
                .orElse(whole);
    }

    private static boolean isLastStep(Query query) {
        return !query.stages().isEmpty() && query.incremental() instanceof Incremental.Whole;
    }

    private static boolean readsOrders(Pipeline pipeline, TableName name, Query query) {
        return query.inputs().stream()
                .anyMatch(input -> input.name().equals("orders")
                        || input.name().equals("lineitem")
                        || !input.equals(name)
                                && input.whole().equals(name.whole())
                                && readsOrders(pipeline, input, query(pipeline, input)));
    }

    /** The page of the reference tells what was seen here. */
    private void checkPage(Pipeline pipeline) throws IOException {
        Path page = Repository.root().resolve("docs/reference/tpch-refresh.md");
        String text = page(pipeline);
        if (System.getProperty("foz.pages", "check").equals("write")) {
            Files.writeString(page, text);
        }
        assertThat(Files.exists(page) ? Files.readString(page) : "")
                .as("docs/reference/tpch-refresh.md is not up to date; to write it anew: mvn -q -Pquick"
                        + " -Dfoz.test.excluded= -pl app -am test -Dtest=TpchChangesTest -Dpages=write")
                .isEqualTo(text);
    }

    private String page(Pipeline pipeline) {
        List<String> lines = new ArrayList<>();
        for (TablePlan table : pipeline.tables()) {
            Stream.concat(table.query().stages().stream().map(Query.Stage::table), Stream.of(table.name()))
                    .map(name -> line(pipeline, name))
                    .forEach(lines::add);
        }
        return """
            # How TPC-H follows changes

            *Written by a test from what it saw; edit that.*

            The 22 queries of TPC-H at scale 0.01 stand as tables in one pipeline. Files of orders with their lines arrive, are replaced and
            are withdrawn; after each run every table equals a plain DuckDB that reads the files as they lie there. This is how the tables
            came to that, by the stored account (`system.batches`). A name with `$` is a stage: a part of the query that is kept as a table
            of its own, so that the rest is computed from little. What reads neither orders nor lines isn't touched.

            | table | reads | refreshed by | because |
            |---|---|---|---|
            """ + String.join("\n", lines) + "\n";
    }

    private String line(Pipeline pipeline, TableName name) {
        Query query = query(pipeline, name);
        Set<String> seen = ways.getOrDefault(name.toString(), Set.of());
        String inputs =
                new TreeSet<>(query.inputs()).stream().map(TableName::name).collect(Collectors.joining(" "));
        String how = seen.isEmpty() ? "–" : String.join(", ", seen);
        return "| " + name.name() + " | " + inputs + " | " + how + " | "
                + query.incremental().because() + " |";
    }
}
