package foz.engines.load;

import static org.assertj.core.api.Assertions.assertThat;

import foz.api.plan.Format.Dialect;
import foz.api.plan.Format.Numbers;
import foz.api.plan.Format.Ragged;
import foz.engines.load.Loads.Outcome;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Random tables in random dialects come back as they were; random damage never opens the balance. The seed names the case. */
class CsvPropertyTest {

    private static final int CASES = Integer.getInteger("foz.cases", 40);

    @TempDir
    private Path folder;

    static List<Long> seeds() {
        return new Random(20261120).longs(CASES).boxed().toList();
    }

    /** How a file is written: everything that a dialect says, and what a reader finds out by itself. */
    private record Case(Dialect dialect, String lineEnd, boolean mark, boolean lastEnd, boolean zipped) {}

    @ParameterizedTest
    @MethodSource("seeds")
    void tablesComeBackAsTheyWere(long seed) throws IOException {
        Random random = new Random(seed);
        Case written = dialect(random);
        int columns = 1 + random.nextInt(5);
        List<List<@Nullable String>> table = table(random, written.dialect(), columns);
        byte[] bytes = write(table, columns, written, random);
        Outcome outcome = loads(written.dialect(), columns).file(bytes).load();
        assertThat(outcome.bad()).as("%s", written).isEmpty();
        assertThat(outcome.rows()).as("%s", written).isEqualTo(table);
        assertThat(outcome.file().balance().received()).isEqualTo(table.size());
        assertThat(outcome.file().balance().closes()).isTrue();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void damageNeverOpensTheBalance(long seed) throws IOException {
        Random random = new Random(seed);
        Case written = dialect(random);
        int columns = 1 + random.nextInt(5);
        byte[] bytes = write(table(random, written.dialect(), columns), columns, plain(written), random);
        String signs = "\"'\n\r,;\t|\\#x" + written.dialect().delimiter();
        for (int i = random.nextInt(20) + 1; i > 0 && bytes.length > 0; i--) {
            int at = random.nextInt(bytes.length);
            bytes[at] = random.nextInt(4) == 0
                    ? (byte) random.nextInt(256)
                    : (byte) signs.charAt(random.nextInt(signs.length()));
        }
        Outcome outcome = loads(written.dialect(), columns).file(bytes).load();
        assertThat(outcome.file().balance().missing()).as("%s", written).isZero();
        assertThat(outcome.bad()).hasSize((int) outcome.file().balance().quarantined());
    }

    private static Case plain(Case c) {
        return new Case(c.dialect(), c.lineEnd(), c.mark(), c.lastEnd(), false);
    }

    private Loads loads(Dialect dialect, int columns) throws IOException {
        Loads loads = new Loads(Files.createTempDirectory(folder, "case")).dialect(dialect);
        for (int i = 1; i <= columns; i++) {
            loads.column("c" + i, "string", dialect.header() ? "name " + i : "#" + i);
        }
        return loads;
    }

    private static Case dialect(Random random) {
        String delimiter = pick(random, ",", ";", "\t", "|", "||", "~^", "::");
        Optional<Character> quote =
                random.nextInt(6) == 0 ? Optional.empty() : Optional.of(pick(random, '"', '"', '\''));
        Optional<Character> escape = quote.isPresent() && random.nextInt(4) == 0 ? Optional.of('\\') : Optional.empty();
        String encoding = pick(random, "utf-8", "utf-8", "latin1", "windows-1252", "utf-16");
        Optional<Character> comment = random.nextInt(4) == 0 ? Optional.of('#') : Optional.empty();
        Dialect dialect = new Dialect(
                delimiter,
                quote,
                escape,
                encoding,
                random.nextBoolean(),
                random.nextInt(3),
                comment,
                Ragged.QUARANTINE,
                new Numbers('.', Optional.empty(), List.of("NULL")));
        return new Case(
                dialect,
                pick(random, "\n", "\r\n", "\r"),
                random.nextBoolean(),
                random.nextBoolean(),
                random.nextInt(4) == 0);
    }

    /** Cells that the dialect can write: without quotes, no sign of it may stand in one, nor the null word. */
    private static List<List<@Nullable String>> table(Random random, Dialect dialect, int columns) {
        List<List<@Nullable String>> table = new ArrayList<>();
        int rows = random.nextInt(5) == 0 ? random.nextInt(3) : random.nextInt(3000);
        for (int r = 0; r < rows; r++) {
            List<@Nullable String> row = new ArrayList<>();
            for (int c = 0; c < columns; c++) {
                row.add(cell(random, dialect, c));
            }
            table.add(row);
        }
        return table;
    }

    private static @Nullable String cell(Random random, Dialect dialect, int column) {
        if (column > 0 && random.nextInt(10) == 0) {
            return null;
        }
        String letters =
                dialect.encoding().equals("utf-8") || dialect.encoding().equals("utf-16")
                        ? "abc 0ÇÃé–漢😀"
                        : dialect.encoding().equals("latin1") ? "abc 0ÇÃé\u0085" : "abc 0ÇÃé–€";
        String signs = dialect.quote().isPresent() ? "\"'\n\r,;|\\#~^:\t\0" : "";
        int[] alphabet =
                (letters + (random.nextInt(3) == 0 ? signs : "")).codePoints().toArray();
        StringBuilder text = new StringBuilder(column == 0 ? "x" : "");
        for (int i = random.nextInt(random.nextInt(50) == 0 ? 400 : 12); i > 0; i--) {
            text.appendCodePoint(alphabet[random.nextInt(alphabet.length)]);
        }
        return text.toString();
    }

    private static byte[] write(List<List<@Nullable String>> table, int columns, Case as, Random random)
            throws IOException {
        Dialect dialect = as.dialect();
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < dialect.preambleLines(); i++) {
            text.append("preamble \"").append(i).append(as.lineEnd());
        }
        List<String> lines = new ArrayList<>();
        if (dialect.header()) {
            List<String> names = new ArrayList<>();
            for (int i = 1; i <= columns; i++) {
                names.add("name " + i);
            }
            lines.add(String.join(dialect.delimiter(), names));
        }
        for (List<@Nullable String> row : table) {
            if (dialect.comment().isPresent() && random.nextInt(20) == 0) {
                lines.add("# a \"comment");
            }
            lines.add(String.join(
                    dialect.delimiter(),
                    row.stream().map(cell -> written(cell, dialect, random)).toList()));
        }
        text.append(String.join(as.lineEnd(), lines)).append(as.lastEnd() && !lines.isEmpty() ? as.lineEnd() : "");
        return encoded(text.toString(), as);
    }

    private static String written(@Nullable String cell, Dialect dialect, Random random) {
        if (cell == null) {
            return "NULL";
        }
        if (dialect.quote().isEmpty()) {
            return cell;
        }
        String quote = dialect.quote().get().toString();
        String escape = dialect.escape().map(String::valueOf).orElse(quote);
        boolean needed = cell.contains(quote)
                || cell.contains("\n")
                || cell.contains("\r")
                || cell.contains(dialect.delimiter())
                || dialect.delimiter().chars().anyMatch(c -> cell.indexOf(c) >= 0)
                || cell.startsWith("#")
                || cell.equals("NULL");
        if (!needed && random.nextBoolean()) {
            return cell;
        }
        String plain = cell.replace(escape, escape + escape);
        return quote + (escape.equals(quote) ? plain : plain.replace(quote, escape + quote)) + quote;
    }

    private static byte[] encoded(String text, Case as) throws IOException {
        String encoding = as.dialect().encoding();
        byte[] bytes = switch (encoding) {
            case "utf-16" ->
                ("\uFEFF" + text).getBytes(as.mark() ? StandardCharsets.UTF_16LE : StandardCharsets.UTF_16BE);
            case "utf-8" -> ((as.mark() ? "\uFEFF" : "") + text).getBytes(StandardCharsets.UTF_8);
            default -> text.getBytes(Charset.forName(encoding));
        };
        if (!as.zipped()) {
            return bytes;
        }
        ByteArrayOutputStream zipped = new ByteArrayOutputStream();
        int half = bytes.length / 2;
        for (byte[] member : List.of(
                java.util.Arrays.copyOf(bytes, half), java.util.Arrays.copyOfRange(bytes, half, bytes.length))) {
            try (GZIPOutputStream zip = new GZIPOutputStream(zipped)) {
                zip.write(member);
            }
        }
        return zipped.toByteArray();
    }

    @SafeVarargs
    private static <T> T pick(Random random, T... choices) {
        return choices[random.nextInt(choices.length)];
    }
}
