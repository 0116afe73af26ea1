package foz.app.story;

import static org.assertj.core.api.Assertions.assertThat;

import foz.api.failure.Checked;
import foz.app.platform.Plans;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A source of another's making: compiled apart, packed into a jar, put into the pipeline's {@code plugins} folder. */
class PluginTest {

    private static final String SOURCE = """
        package outside;

        import foz.api.failure.Place;
        import foz.api.failure.Problem;
        import foz.api.plan.Doc;
        import foz.api.source.Source;
        import foz.api.source.SourceKind;
        import foz.api.source.SourceObject;
        import foz.api.source.Surroundings;
        import java.io.ByteArrayInputStream;
        import java.io.InputStream;
        import java.nio.charset.StandardCharsets;
        import java.time.Instant;
        import java.util.List;

        public final class Squares implements SourceKind<Squares.Options> {

            public record Options(@Doc("how many squares") int upTo) {}

            public String name() { return "squares"; }

            public Class<Options> options() { return Options.class; }

            public List<Problem> check(Options options, Place place) { return List.of(); }

            public Source open(Options options, Surroundings surroundings) {
                if (options.upTo() < 0) {
                    throw new IllegalStateException("less than nothing");
                }
                StringBuilder text = new StringBuilder("n,square\\n");
                for (int n = 1; n <= options.upTo(); n++) {
                    text.append(n).append(',').append(n * n).append('\\n');
                }
                byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
                return new Source() {
                    public List<SourceObject> list() {
                        return List.of(new SourceObject("squares", bytes.length, Instant.EPOCH));
                    }

                    public InputStream open(SourceObject object) { return new ByteArrayInputStream(bytes); }
                };
            }
        }
        """;

    @TempDir
    Path folder;

    @Test
    void aSourceCompiledOutsideTheTreeIsFound() throws IOException {
        Story story = Story.in(folder.resolve("shop"), Map.of()).write("foz.yaml", """
            pipeline: numbers
            sources:
              squares:
                kind: squares
                up-to: 12
                format: csv
                columns: {n: int, square: int}
            """);
        assertThat(Plans.read(story.site)).asString().contains("squares").isNotInstanceOf(Checked.Good.class);
        jar(folder.resolve("shop/plugins/squares.jar"));
        story.runs();
        assertThat(story.one("SELECT sum(square) FROM bronze.squares")).isEqualTo("650");
    }

    @Test
    void aSourceThatBreaksDoesNotEndTheRunOfTheOthers() throws IOException {
        Story story = Story.in(folder.resolve("shop"), Map.of()).write("foz.yaml", """
            pipeline: numbers
            sources:
              broken:  {kind: squares, up-to: -1, format: csv, columns: {n: int, square: int}}
              squares: {kind: squares, up-to: 12, format: csv, columns: {n: int, square: int}}
            """);
        jar(folder.resolve("shop/plugins/squares.jar"));
        assertThat(story.run().failures())
                .singleElement()
                .asString()
                .contains("broken could not be read")
                .contains("less than nothing");
        assertThat(story.one("SELECT sum(square) FROM bronze.squares")).isEqualTo("650");
    }

    private void jar(Path jar) throws IOException {
        Path source = folder.resolve("outside/Squares.java");
        Files.createDirectories(source.getParent());
        Files.writeString(source, SOURCE);
        Path classes = Files.createDirectory(folder.resolve("classes"));
        int outcome = ToolProvider.getSystemJavaCompiler()
                .run(
                        null,
                        null,
                        null,
                        "-proc:none",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "-d",
                        classes.toString(),
                        source.toString());
        assertThat(outcome).isZero();
        Files.createDirectories(jar.getParent());
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar));
                Stream<Path> files = Files.walk(classes)) {
            entry(
                    out,
                    "META-INF/services/foz.api.source.SourceKind",
                    "outside.Squares\n".getBytes(java.nio.charset.StandardCharsets.UTF_8));
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                entry(out, classes.relativize(file).toString(), Files.readAllBytes(file));
            }
        }
    }

    private static void entry(JarOutputStream out, String name, byte[] bytes) throws IOException {
        out.putNextEntry(new JarEntry(name));
        ((OutputStream) out).write(bytes);
        out.closeEntry();
    }
}
