import com.palantir.javaformat.java.Formatter;
import com.palantir.javaformat.java.FormatterException;
import com.palantir.javaformat.java.JavaFormatterOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Holds every Java source of the repository to one format: {@code check} names the files that differ, {@code apply} rewrites them. */
final class Format {

    /** What is wrong with one file. */
    private record Finding(Path file, String what) {}

    private final Path root;
    private final boolean apply;
    private final Formatter formatter = Formatter.createFormatter(JavaFormatterOptions.builder()
            .style(JavaFormatterOptions.Style.PALANTIR)
            .build());

    private Format(Path root, boolean apply) {
        this.root = root;
        this.apply = apply;
    }

    public static void main(String[] arguments) throws IOException {
        var format = new Format(Path.of(arguments[1]), arguments[0].equals("apply"));
        List<Finding> findings = format.run();
        findings.forEach(finding -> System.err.println(finding.file() + ": " + finding.what()));
        if (!findings.isEmpty()) {
            System.err.println(
                    findings.size() + " files need a hand; to format all: mvn -q -pl format verify -Dformat=apply");
            System.exit(1);
        }
    }

    private List<Finding> run() throws IOException {
        try (Stream<Path> all = Files.walk(root)) {
            List<Path> sources = all.filter(Format::isSource).sorted().toList();
            return sources.parallelStream().flatMap(file -> look(file).stream()).toList();
        }
    }

    private static boolean isSource(Path path) {
        String text = path.toString();
        return text.endsWith(".java") && !text.contains("/target/") && !text.contains("/.");
    }

    private Optional<Finding> look(Path file) {
        try {
            String before = Files.readString(file);
            String after = formatter.formatSourceAndFixImports(before);
            if (before.equals(after)) {
                return Optional.empty();
            }
            if (apply) {
                Files.writeString(file, after);
                return Optional.empty();
            }
            return Optional.of(new Finding(root.relativize(file), "not formatted"));
        } catch (FormatterException e) {
            // The formatter's grammar lags behind the language here and there: `case P(var _)` passes, `case P(_)`
            // doesn't yet.
            return Optional.of(
                    new Finding(root.relativize(file), "not understood by the formatter: " + e.getMessage()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
