package foz.app.demo;

import foz.api.balance.Balance;
import foz.api.engine.Limits;
import foz.api.engine.LoadFile.RawRecord;
import foz.api.engine.Session;
import foz.api.failure.Checked;
import foz.api.plan.Pipeline;
import foz.api.plan.SourcePlan;
import foz.api.type.TableName;
import foz.app.platform.Plans;
import foz.app.platform.Platform;
import foz.app.platform.RunReport;
import foz.app.platform.Site;
import foz.app.quarantine.BadPages;
import foz.app.quarantine.BadRow;
import foz.app.quarantine.Edit;
import foz.app.sales.SalesGenerator;
import foz.app.sales.Truth;
import foz.app.terminal.Amount;
import foz.app.terminal.BalanceLines;
import foz.app.terminal.Style;
import foz.app.terminal.Terminal;
import foz.app.terminal.TextTable;
import foz.landing.Quarantined;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The demonstration, step by step. Every number it prints is measured while it runs. */
public final class Demo {

    private static final Limits LIMITS = new Limits(512_000_000, Duration.ofMinutes(5), 2);
    private static final String MONTHS =
            "SELECT country || ' ' || strftime(month, '%Y-%m') AS month, revenue FROM gold.sales_by_month ORDER BY 1";

    private final Terminal terminal;
    private final Path folder;
    private final String shown;
    private final Map<String, String> variables;
    private final InstantSource clock;
    private int step;

    /**
     * A demonstration.
     *
     * @param folder where it works; empty or missing
     * @param shown the folder as the user would write it
     */
    public Demo(Terminal terminal, Path folder, String shown, Map<String, String> variables, InstantSource clock) {
        this.terminal = terminal;
        this.folder = folder;
        this.shown = shown;
        this.variables = variables;
        this.clock = clock;
    }

    /** Shows everything. */
    public void show(long rows, long seed) throws IOException, SQLException, InterruptedException {
        Truth truth = generate(rows, seed);
        Pipeline plan = plan();
        Map<String, BigDecimal> months;
        RunReport first;
        try (Platform platform = Platform.forWriting(site(folder.resolve(".foz")))) {
            first = run(plan, platform);
            months = months(platform);
        }
        compare(truth, months);
        kill(plan, first, months);
        try (Platform platform = Platform.forWriting(site(folder.resolve(".foz")))) {
            mend(plan, platform);
            correct(plan, platform, truth);
            results(platform);
        }
        next();
    }

    private Truth generate(long rows, long seed) throws IOException {
        title("The files");
        ExampleFolder.copy(folder);
        Truth truth = SalesGenerator.generate(folder.resolve("data"), rows, seed);
        long bytes = 0;
        try (Stream<Path> files = Files.walk(folder.resolve("data"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                bytes += Files.size(file);
            }
        }
        long records =
                truth.files().stream().mapToLong(Truth.FileTruth::records).sum();
        tell("Two branches of an electronics shop wrote half a year of sales: "
                + truth.files().size() + " files, "
                + Amount.count(records) + " records, " + Amount.bytes(bytes) + ", in " + shown
                + "/data. One branch writes 1299.90 and 03/31/25, the other 1.299,90 and 31/03/2025 in Latin-1."
                + " Headers are repeated, rows are blank, doubled, torn; one file was sent twice, one has a new"
                + " column. The pipeline that takes them in is " + shown
                + "/foz.yaml and six SQL files.");
        return truth;
    }

    private RunReport run(Pipeline plan, Platform platform) {
        title("foz run: every row is accounted for");
        long began = System.nanoTime();
        RunReport report = platform.run(plan);
        Duration took = Duration.ofNanos(System.nanoTime() - began);
        terminal.say(balances(report).lines(terminal.look()));
        terminal.say("");
        tell("Read, checked, written as Iceberg tables and made durable in " + Amount.duration(took)
                + ". What came in is counted by"
                + " another counter than what was written; a balance that does not close fails the run.");
        stopOnFailure(report);
        return report;
    }

    private void compare(Truth truth, Map<String, BigDecimal> months) throws SQLException {
        title("What a plain typed read makes of the same files");
        PlainRead plain = PlainRead.of(folder.resolve("data"));
        tell("DuckDB's CSV reader, types and formats given, says:");
        terminal.say("");
        plain.refusal().lines().forEach(line -> terminal.say("    " + line));
        terminal.say("");
        tell("So one lets it leave out what doesn't fit (ignore_errors), and it does, without a word:");
        terminal.say("");
        TextTable table = TextTable.of("month", ">sold in truth", ">Foz", ">plain read", ">plain read is off by");
        int exact = 0;
        for (Map.Entry<String, Long> month : Truth.money(truth.before()).entrySet()) {
            BigDecimal sold = BigDecimal.valueOf(month.getValue(), 2);
            BigDecimal ours = months.getOrDefault(month.getKey(), BigDecimal.ZERO);
            BigDecimal theirs = plain.money().getOrDefault(month.getKey(), BigDecimal.ZERO);
            table.row(month.getKey(), money(sold), money(ours), money(theirs), money(theirs.subtract(sold)));
            exact += ours.compareTo(sold) == 0 ? 1 : 0;
        }
        terminal.say(table);
        terminal.say("");
        tell("The generator knows what it sold: Foz agrees to the cent in " + exact + " of " + months.size()
                + " months. The plain read lost the rows that did not fit, the whole month with the new column,"
                + " counted the file that was sent twice two times, took doubled rows for sales, and rounded prices it"
                + " should have asked about.");
    }

    private void kill(Pipeline plan, RunReport first, Map<String, BigDecimal> months)
            throws IOException, InterruptedException {
        title("Killed half-way");
        Path data = folder.resolve(".foz-killed");
        tell("The same run again, from nothing, in a process of its own. When it has written the rows of the second"
                + " source, and before anybody can see them, it is killed:");
        terminal.say("");
        terminal.out().flush();
        KilledRun killed = KilledRun.at("files-decoded:2", folder, data);
        terminal.say("    process " + killed.process() + " at step " + killed.step() + ": killed, exit code "
                + killed.exit());
        try (Platform reading = Platform.forReading(site(data))) {
            terminal.say("    bronze.orders holds " + rowsOf(reading, "orders") + ", bronze.vendas "
                    + rowsOf(reading, "vendas"));
        }
        try (Platform platform = Platform.forWriting(site(data))) {
            RunReport second = platform.run(plan);
            terminal.say("");
            tell("Nothing half-done is to be seen. Started again, it goes on from there:");
            terminal.say("");
            terminal.say(balances(second).lines(terminal.look()));
            terminal.say("");
            boolean same = months(platform).equals(months);
            boolean closed = closes(first) && closes(second) && second.isDone();
            tell((same ? "The gold tables are the same to the cent" : "THE GOLD TABLES DIFFER") + ", and "
                    + (closed ? "every balance closes." : "A BALANCE DOES NOT CLOSE."));
        }
        delete(data);
    }

    private static String rowsOf(Platform platform, String source) {
        return platform.lake()
                .table(TableName.bronze(source))
                .map(t -> t.rows() == 0 ? "no row yet" : Amount.count(t.rows()) + " rows")
                .orElse("does not exist yet");
    }

    private void mend(Pipeline plan, Platform platform) {
        title("A bad row, mended");
        List<BadRow> rows;
        try (Session session = platform.session(LIMITS)) {
            rows = BadRow.all(session, platform.lake().ledger().statuses());
        }
        terminal.say(BadPages.groups(rows));
        terminal.say("");
        Optional<BadRow> typo = rows.stream()
                .filter(r -> r.code().equals("not-a-number")
                        && r.column().filter("quantity"::equals).isPresent())
                .findFirst();
        if (typo.isEmpty()) {
            tell("(This seed made no typing mistake in a quantity.)");
            return;
        }
        SourcePlan source = plan.source(typo.get().origin()).orElseThrow();
        Optional<byte[]> header = platform.lake().ledger().files(source.name()).stream()
                .filter(f -> f.id() == typo.get().fileId().orElse(-1))
                .findFirst()
                .flatMap(f -> f.header());
        terminal.say("$ foz bad show " + typo.get().shortId());
        terminal.say(BadPages.page(typo.get(), Optional.of(source), header, terminal.look()));
        String right = typo.get().sentence().replaceAll("^.*found \"l(\\d+)\".*$", "$1");
        terminal.say("");
        terminal.say("$ foz bad replay " + typo.get().shortId() + " --edit quantity=" + right);
        byte[] edited =
                Edit.of(typo.get(), source, header, Map.of("quantity", right)).orElseThrow();
        RawRecord record = new RawRecord(
                typo.get().record().orElse(1),
                typo.get().line().orElse(1),
                typo.get().byteOffset().orElse(0),
                edited);
        RunReport report = platform.replay(
                plan,
                source,
                List.of(new Quarantined(typo.get().id(), typo.get().fileId().orElseThrow(), record)));
        stopOnFailure(report);
        terminal.say(balances(report).lines(terminal.look()));
        terminal.say("");
        tell("The row is in, the tables that depend on it are up to date, and it can't be replayed twice.");
    }

    private void correct(Pipeline plan, Platform platform, Truth truth) throws IOException {
        title("A corrected file takes its rows' place");
        String name = truth.corrected().name();
        String month = truth.corrected().country() + " " + truth.corrected().month();
        BigDecimal before = months(platform).getOrDefault(month, BigDecimal.ZERO);
        Files.copy(
                folder.resolve("data/later").resolve(name),
                folder.resolve("data").resolve(name),
                StandardCopyOption.REPLACE_EXISTING);
        RunReport report = platform.run(plan);
        stopOnFailure(report);
        BigDecimal after = months(platform).getOrDefault(month, BigDecimal.ZERO);
        tell("In " + name
                + " someone had typed a price without its last digit for a week. The corrected file came under"
                + " the same name:");
        terminal.say("");
        terminal.say(balances(report).lines(terminal.look()));
        terminal.say("");
        tell("Revenue of " + month + ": " + money(before) + " before, " + money(after) + " after, a difference of "
                + money(after.subtract(before)) + ". The old snapshot can still be read.");
    }

    private void results(Platform platform) {
        title("The results");
        try (Session session = platform.session(LIMITS)) {
            ask(
                    session,
                    "SELECT country, strftime(month, '%Y-%m') AS month, orders, units, revenue FROM"
                            + " gold.sales_by_month ORDER BY ALL");
            terminal.say("");
            ask(
                    session,
                    "SELECT country, place, product, units, revenue FROM gold.top_products WHERE place <= 3 ORDER BY"
                            + " ALL");
        }
    }

    private void ask(Session session, String sql) {
        terminal.say("$ foz query \"" + sql + "\"");
        session.ask(
                sql,
                answer -> new foz.app.answer.AnswerWriter(terminal, rows -> {})
                        .write(answer, foz.app.answer.AnswerForm.TABLE));
    }

    private void next() {
        title("What to try next");
        terminal.say(
                "  foz init my-folder --from YOUR.csv          a pipeline from a file of yours, then: cd my-folder &&"
                        + " foz run");
        terminal.say("  cd " + shown);
        terminal.say("  foz status                                  how the lake stands");
        terminal.say("  foz query                                   a prompt with completion");
        terminal.say("  foz bad list                                what could not be used, and why");
        terminal.say("  foz lineage gold.sales_by_month.revenue     where a number comes from");
        terminal.say("  foz test                                    the tests in tests/");
    }

    private Pipeline plan() {
        return switch (Plans.read(site(folder.resolve(".foz")))) {
            case Checked.Good<Pipeline> good -> good.value();
            case Checked.Refused<Pipeline> refused ->
                throw new IllegalStateException(refused.problems().toString());
        };
    }

    private Site site(Path data) {
        return Site.of(folder, data, variables, clock);
    }

    private static Map<String, BigDecimal> months(Platform platform) {
        Map<String, BigDecimal> months = new TreeMap<>();
        try (Session session = platform.session(LIMITS)) {
            session.ask(MONTHS, answer -> {
                for (List<@Nullable Object> row = answer.next(); row != null; row = answer.next()) {
                    months.put(String.valueOf(row.get(0)), new BigDecimal(String.valueOf(row.get(1))));
                }
            });
        }
        return months;
    }

    private static BalanceLines balances(RunReport report) {
        BalanceLines lines = new BalanceLines();
        report.sources().stream()
                .filter(o -> !o.accounts().isEmpty())
                .forEach(o -> lines.add("bronze." + o.origin(), o.balance()));
        report.tables().stream().filter(o -> !o.accounts().isEmpty()).forEach(o -> lines.add(o.origin(), o.balance()));
        return lines;
    }

    private static boolean closes(RunReport report) {
        return Stream.concat(report.sources().stream(), report.tables().stream())
                .map(o -> o.balance())
                .allMatch(Balance::closes);
    }

    private static void stopOnFailure(RunReport report) {
        if (!report.isDone()) {
            throw report.failures().getFirst();
        }
    }

    private static String money(BigDecimal amount) {
        return String.format(java.util.Locale.ROOT, "%,.2f", amount);
    }

    private void title(String text) {
        terminal.say("");
        terminal.say(terminal.look().style(Style.BOLD, ++step + ". " + text));
        terminal.say("");
        terminal.out().flush();
    }

    private void tell(String text) {
        List<String> words = new ArrayList<>(List.of(text.split(" ")));
        StringBuilder line = new StringBuilder();
        for (String word : words) {
            if (!line.isEmpty()
                    && line.length() + 1 + word.length() > terminal.look().proseWidth()) {
                terminal.say(line.toString());
                line.setLength(0);
            }
            line.append(line.isEmpty() ? "" : " ").append(word);
        }
        terminal.say(line.toString());
    }

    private static void delete(Path folder) throws IOException {
        List<Path> all;
        try (Stream<Path> walk = Files.walk(folder)) {
            all = walk.sorted(java.util.Comparator.reverseOrder()).toList();
        }
        for (Path path : all) {
            Files.deleteIfExists(path);
        }
    }
}
