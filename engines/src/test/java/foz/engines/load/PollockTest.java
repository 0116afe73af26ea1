package foz.engines.load;

import static org.assertj.core.api.Assertions.assertThat;

import foz.api.engine.LoadFile;
import foz.api.engine.Loaded.LoadedFile;
import foz.api.failure.FozException;
import foz.api.plan.Format.Dialect;
import foz.api.plan.Format.Numbers;
import foz.api.plan.Format.Ragged;
import foz.api.plan.SourcePlan.Drift;
import foz.engines.database.DuckDb;
import foz.engines.database.EngineOptions;
import foz.engines.database.SqlText;
import foz.engines.load.Loads.Outcome;
import foz.testkit.Shared;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The files of the Pollock benchmark (Vitagliano et al., VLDB 2023), read with their given parameters, beside DuckDB. */
@Tag("slow")
class PollockTest {

    private static final Pattern MEMBER = Pattern.compile("\"(\\w+)\"\\s*:\\s*(\"((?:[^\"\\\\]|\\\\.)*)\"|[\\d.]+)");

    @TempDir
    private Path folder;

    private final Map<String, Integer> duckDbRefused = new TreeMap<>();

    /** @param lines how many lines before the records are none */
    private record Parameters(String encoding, String delimiter, String quote, String escape, int lines, int columns) {

        /** Some given numbers of columns are not those of the file; who declares a source knows them. */
        Parameters with(int otherColumns) {
            return new Parameters(encoding, delimiter, quote, escape, lines, otherColumns);
        }
    }

    private record Score(double precision, double recall) {
        double f1() {
            return precision + recall == 0 ? 0 : 2 * precision * recall / (precision + recall);
        }
    }

    @ParameterizedTest
    @CsvSource({"pollock_polluted, 0.98, 0.98", "pollock_survey, 0.85, 0.85"})
    void eachRecordIsReadRightOrQuarantined(String set, double leastRecords, double leastCells) throws IOException {
        Map<String, byte[]> files = untar("nasty/" + set + ".tar.gz");
        Map<Parameters, List<String>> groups = new LinkedHashMap<>();
        for (String name : files.keySet()) {
            if (name.startsWith("csv/")) {
                String file = name.substring("csv/".length());
                byte[] json = bytes(files, "parameters/" + file + "_parameters.json");
                Parameters given = parameters(new String(json, StandardCharsets.UTF_8));
                Parameters known = given.with(clean(files, file, given).stream()
                        .mapToInt(List::size)
                        .max()
                        .orElse(given.columns()));
                groups.computeIfAbsent(known, p -> new ArrayList<>()).add(file);
            }
        }
        List<Score> records = new ArrayList<>();
        List<Score> cells = new ArrayList<>();
        List<Score> theirRecords = new ArrayList<>();
        List<Score> theirCells = new ArrayList<>();
        List<String> imprecise = new ArrayList<>();
        Map<String, Long> reasons = new TreeMap<>();
        int group = 0;
        for (Map.Entry<Parameters, List<String>> entry : groups.entrySet()) {
            Parameters parameters = entry.getKey();
            Outcome outcome = load(parameters, entry.getValue(), files, folder.resolve("group" + group++));
            for (int i = 0; i < entry.getValue().size(); i++) {
                LoadedFile account = outcome.loaded().files().get(i);
                String file = entry.getValue().get(i);
                assertThat(account.balance().missing()).as(file).isZero();
                account.reasons().forEach((reason, n) -> reasons.merge(reason, n, Long::sum));
                List<List<String>> clean = clean(files, file, parameters);
                List<List<@Nullable String>> ours = outcome.rowsOf(i + 1);
                records.add(score(joined(clean), joined(ours)));
                if (records.getLast().precision() < 1) {
                    imprecise.add(String.format(
                            Locale.ROOT, "%s %.3f", file, records.getLast().precision()));
                }
                cells.add(score(flat(clean), flat(ours)));
                List<List<@Nullable String>> theirs = duckDb(parameters, bytes(files, "csv/" + file));
                theirRecords.add(score(joined(clean), joined(theirs)));
                theirCells.add(score(flat(clean), flat(theirs)));
            }
        }
        String table = set + ": " + records.size() + " files\n" + line("Foz", records, cells)
                + line("DuckDB", theirRecords, theirCells) + "refused: " + reasons + "\nprecision below 1: " + imprecise
                + "\nby DuckDB: " + duckDbRefused
                + "\n";
        Files.writeString(Path.of("target", set + ".txt"), table);
        assertThat(mean(records)).as(table).isGreaterThan(leastRecords);
        assertThat(mean(cells)).as(table).isGreaterThan(leastCells);
    }

    private static String line(String who, List<Score> records, List<Score> cells) {
        return String.format(
                Locale.ROOT,
                "%-7s record F1 %.4f (precision %.4f, recall %.4f)  cell F1 %.4f%n",
                who,
                mean(records),
                records.stream().mapToDouble(Score::precision).average().orElse(0),
                records.stream().mapToDouble(Score::recall).average().orElse(0),
                mean(cells));
    }

    private static double mean(List<Score> scores) {
        return scores.stream().mapToDouble(Score::f1).average().orElse(0);
    }

    private Outcome load(Parameters parameters, List<String> names, Map<String, byte[]> files, Path where)
            throws IOException {
        Loads loads = new Loads(Files.createDirectories(where))
                .dialect(new Dialect(
                        parameters.delimiter(),
                        sign(parameters.quote()),
                        sign(parameters.escape())
                                .filter(c -> !parameters.escape().equals(parameters.quote())),
                        "utf-8",
                        false,
                        parameters.lines(),
                        Optional.empty(),
                        Ragged.QUARANTINE,
                        new Numbers('.', Optional.empty(), List.of())))
                .drift(Drift.QUARANTINE)
                .ignore("blank-row");
        for (int i = 1; i <= parameters.columns(); i++) {
            loads.column("c" + i, "string", "#" + i);
        }
        List<LoadFile> sources = new ArrayList<>();
        for (String name : names) {
            byte[] bytes = utf8(bytes(files, "csv/" + name), parameters.encoding());
            sources.add(new LoadFile.Whole(sources.size() + 1, name, () -> new ByteArrayInputStream(bytes)));
        }
        return loads.files(sources).load();
    }

    private List<List<@Nullable String>> duckDb(Parameters parameters, byte[] bytes) throws IOException {
        Path file = Files.write(folder.resolve("one.csv"), utf8(bytes, parameters.encoding()));
        StringBuilder columns = new StringBuilder();
        for (int i = 1; i <= parameters.columns(); i++) {
            columns.append(i == 1 ? "" : ", ").append("'c").append(i).append("': 'VARCHAR'");
        }
        String escape = parameters.escape().isEmpty() ? parameters.quote() : parameters.escape();
        String sql = "SELECT * FROM read_csv(" + SqlText.literal(file.toString())
                + ", auto_detect = false, header = false, skip = "
                + parameters.lines() + ", delim = " + SqlText.literal(parameters.delimiter()) + ", quote = "
                + SqlText.literal(parameters.quote()) + ", escape = " + SqlText.literal(escape)
                + ", nullstr = 'NoSuchNull', ignore_errors = true, columns = {" + columns + "})";
        try (DuckDb database = database()) {
            return database.rows(sql, row -> {
                List<@Nullable String> cells = new ArrayList<>();
                for (int i = 1; i <= parameters.columns(); i++) {
                    cells.add(row.getString(i));
                }
                return cells;
            });
        } catch (FozException refused) {
            duckDbRefused.merge(refused.sentence().text().replaceAll("(?s)\\n.*", ""), 1, Integer::sum);
            return List.of();
        }
    }

    private DuckDb database() {
        return DuckDb.open(new EngineOptions(64L << 20, 1, folder.resolve("scratch")));
    }

    private static List<List<String>> clean(Map<String, byte[]> files, String file, Parameters parameters) {
        List<List<String>> all = PlainCsv.read(new String(bytes(files, "clean/" + file), StandardCharsets.UTF_8));
        boolean header = !all.isEmpty()
                && (parameters.lines() > 0 || all.getFirst().getFirst().equals("col_0"));
        return header ? all.subList(1, all.size()) : all;
    }

    private static byte[] utf8(byte[] bytes, String encoding) {
        return encoding.equalsIgnoreCase("ascii") || encoding.equalsIgnoreCase("utf-8")
                ? bytes
                : new String(bytes, Charset.forName(encoding.equals("CP949") ? "x-windows-949" : encoding))
                        .getBytes(StandardCharsets.UTF_8);
    }

    private static Optional<Character> sign(String text) {
        return text.isEmpty() ? Optional.empty() : Optional.of(text.charAt(0));
    }

    private static Parameters parameters(String json) {
        Map<String, String> members = new HashMap<>();
        Matcher member = MEMBER.matcher(json);
        while (member.find()) {
            String text = member.group(3) == null ? member.group(2) : member.group(3);
            members.putIfAbsent(
                    member.group(1),
                    text.replace("\\\"", "\"").replace("\\t", "\t").replace("\\\\", "\\"));
        }
        int columns = Integer.parseInt(members.getOrDefault("n_columns", "0"));
        int names = (int) json.substring(json.indexOf("column_names"))
                .chars()
                .filter(c -> c == ',')
                .count();
        int lines = Integer.parseInt(members.getOrDefault("header_lines", "0"))
                + Integer.parseInt(members.getOrDefault("preamble_lines", "0"));
        return new Parameters(
                members.getOrDefault("encoding", "utf-8"),
                members.getOrDefault("delimiter", ","),
                members.getOrDefault("quotechar", ""),
                members.getOrDefault("escapechar", ""),
                lines,
                columns == 0 ? names : columns);
    }

    private static List<String> joined(List<? extends List<@Nullable String>> rows) {
        return rows.stream()
                .map(r ->
                        String.join("\u0001", r.stream().map(PollockTest::plain).toList()))
                .toList();
    }

    private static List<String> flat(List<? extends List<@Nullable String>> rows) {
        return rows.stream().flatMap(r -> r.stream().map(PollockTest::plain)).toList();
    }

    private static String plain(@Nullable String cell) {
        return cell == null ? "" : cell.replace("\r\n", "\n");
    }

    private static Score score(List<String> wanted, List<String> found) {
        if (wanted.isEmpty() && found.isEmpty()) {
            return new Score(1, 1);
        }
        Map<String, Integer> left = new HashMap<>();
        wanted.forEach(w -> left.merge(w, 1, Integer::sum));
        int hits = 0;
        for (String f : found) {
            if (left.merge(f, -1, Integer::sum) >= 0) {
                hits++;
            }
        }
        return new Score(
                found.isEmpty() ? 0 : (double) hits / found.size(),
                wanted.isEmpty() ? 0 : (double) hits / wanted.size());
    }

    private static byte[] bytes(Map<String, byte[]> files, String name) {
        byte[] bytes = files.get(name);
        assertThat(bytes).as(name).isNotNull();
        return bytes == null ? new byte[0] : bytes;
    }

    /** The files of a tar archive (POSIX ustar): a header of 512 bytes with name and octal size, then the bytes, padded. */
    private static Map<String, byte[]> untar(String name) throws IOException {
        Map<String, byte[]> files = new TreeMap<>();
        try (InputStream in = new GZIPInputStream(Files.newInputStream(Shared.path(name)), 1 << 16)) {
            byte[] header = in.readNBytes(512);
            String longName = "";
            while (header.length == 512 && header[0] != 0) {
                int size = Integer.parseInt(text(header, 124, 12).strip(), 8);
                byte[] bytes = in.readNBytes(size);
                in.skipNBytes((512 - size % 512) % 512);
                String prefix = text(header, 345, 155);
                String path =
                        !longName.isEmpty() ? longName : (prefix.isEmpty() ? "" : prefix + "/") + text(header, 0, 100);
                longName = longName(header[156], text(bytes, 0, bytes.length));
                if (header[156] == '0' || header[156] == 0) {
                    files.put(path, bytes);
                }
                header = in.readNBytes(512);
            }
        }
        return files;
    }

    /** The name that a header before the file's own tells, in GNU's or in POSIX's way. */
    private static String longName(byte kind, String text) {
        Matcher path = Pattern.compile("\\d+ path=(.*)\n").matcher(text);
        return kind == 'L' ? text : kind == 'x' && path.find() ? path.group(1) : "";
    }

    private static String text(byte[] bytes, int from, int length) {
        int end = from;
        while (end < from + length && end < bytes.length && bytes[end] != 0) {
            end++;
        }
        return new String(bytes, from, end - from, StandardCharsets.UTF_8);
    }
}
