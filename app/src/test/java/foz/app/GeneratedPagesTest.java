package foz.app;

import static org.assertj.core.api.Assertions.assertThat;

import foz.api.source.SourceKind;
import foz.spec.Reference;
import foz.sql.PortableSql;
import foz.testkit.Repository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The pages under {@code docs/reference} are what the code says of itself, as it is now. */
class GeneratedPagesTest {

    private static final String COMMAND = "mvn -q -Pquick -pl app -am test -Dtest=GeneratedPagesTest -Dpages=write";

    /** A file and what it has to hold. */
    private record Page(String name, Supplier<String> text) {}

    private static List<Page> pages() {
        List<SourceKind<?>> kinds = new ArrayList<>();
        ServiceLoader.load(SourceKind.class).forEach(kinds::add);
        Reference reference = new Reference(kinds);
        return List.of(
                new Page("foz-yaml.md", reference::page),
                new Page("sql.md", PortableSql::reference),
                new Page("foz.schema.json", reference::schema),
                new Page("tests.schema.json", reference::testsSchema));
    }

    @TestFactory
    Stream<DynamicTest> everyPageIsUpToDate() {
        Path folder = Repository.root().resolve("docs/reference");
        boolean write = System.getProperty("foz.pages", "check").equals("write");
        return pages().stream()
                .map(page -> DynamicTest.dynamicTest(page.name(), () -> {
                    if (write) {
                        write(folder.resolve(page.name()), page.text().get());
                    }
                    check(folder.resolve(page.name()), page.text().get());
                }));
    }

    private static void write(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private static void check(Path file, String text) throws IOException {
        assertThat(Files.exists(file) ? Files.readString(file) : "")
                .as(
                        "%s is not up to date; to write it anew: %s",
                        Repository.root().relativize(file), COMMAND)
                .isEqualTo(text);
    }
}
