package foz.connectors.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import foz.api.failure.Place;
import foz.api.source.Source;
import foz.api.source.SourceKind;
import foz.api.source.SourceObject;
import foz.api.source.Surroundings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FilesSourceTest {

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        data/a.csv      | data/a.csv
        data/*.csv      | data/a.csv data/b.csv
        data/?.txt      | data/c.txt
        data/{a,c}.*    | data/a.csv data/c.txt
        data/*/*.csv    | data/deep/d.csv
        data/**/*.csv   | data/a.csv data/b.csv data/deep/d.csv data/deep/er/e.csv
        **/*.csv        | data/a.csv data/b.csv data/deep/d.csv data/deep/er/e.csv
        *.csv           |
        data/.*.csv     | data/.hidden.csv
        nowhere/*.csv   |
        """)
    void aGlobFindsFilesInOrderOfName(String glob, String expected) throws IOException {
        write("data/a.csv", "data/b.csv", "data/c.txt", "data/deep/d.csv", "data/deep/er/e.csv", "data/.hidden.csv");
        List<String> names = open(glob).list().stream().map(SourceObject::name).toList();
        assertThat(String.join(" ", names)).isEqualTo(expected == null ? "" : expected);
    }

    @Test
    void anAbsoluteGlobOutsideTheFolderKeepsItsWholePath(@TempDir Path elsewhere) throws IOException {
        Files.writeString(elsewhere.resolve("x.csv"), "x");
        assertThat(open(elsewhere + "/*.csv").list())
                .extracting(SourceObject::name)
                .containsExactly(elsewhere.resolve("x.csv").toString());
    }

    @Test
    void linksToFilesAreFollowedAndDanglingOnesAreNotThere() throws IOException {
        write("data/a.csv");
        Files.createSymbolicLink(folder.resolve("data/link.csv"), folder.resolve("data/a.csv"));
        Files.createSymbolicLink(folder.resolve("data/dangling.csv"), folder.resolve("data/nothing"));
        Files.createSymbolicLink(folder.resolve("data/circle.csv"), folder.resolve("data/circle.csv"));
        assertThat(open("data/*.csv").list())
                .extracting(SourceObject::name)
                .containsExactly("data/a.csv", "data/link.csv");
    }

    @Test
    void anObjectIsOpenedFromItsFirstByte() throws IOException {
        write("data/a.csv");
        Source source = open("data/*.csv");
        try (var in = source.open(source.list().getFirst())) {
            assertThat(new String(in.readAllBytes(), StandardCharsets.UTF_8)).isEqualTo("data/a.csv");
        }
    }

    @Test
    void anObjectThatIsGoneIsAnError() throws IOException {
        write("data/a.csv");
        Source source = open("data/*.csv");
        SourceObject a = source.list().getFirst();
        Files.delete(folder.resolve("data/a.csv"));
        assertThatThrownBy(() -> source.open(a)).isInstanceOf(NoSuchFileException.class);
    }

    @Test
    void aBrokenGlobIsAProblemWithItsPlace() {
        Place place = new Place("foz.yaml", 4, 11);
        assertThat(new FilesKind().check(new FilesOptions("data/[a.csv"), place))
                .singleElement()
                .asString()
                .startsWith("foz.yaml:4:11: data/[a.csv is not a glob");
        assertThat(new FilesKind().check(new FilesOptions("s3://raw/a.csv"), place))
                .hasSize(1);
        assertThat(new FilesKind().check(new FilesOptions("data/*.csv"), place)).isEmpty();
    }

    @Test
    void theKindIsFoundAsAService() {
        assertThat(ServiceLoader.load(SourceKind.class))
                .anyMatch(kind -> kind.name().equals("files"));
    }

    private Source open(String glob) {
        return new FilesKind().open(new FilesOptions(glob), new Surroundings(folder, InstantSource.system()));
    }

    private void write(String... names) throws IOException {
        for (String name : names) {
            Path file = folder.resolve(name);
            Files.createDirectories(file.getParent());
            Files.writeString(file, name);
        }
    }
}
