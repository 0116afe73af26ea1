package foz.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TreeTest {

    @TempDir
    Path folder;

    @Test
    void namesEachFileThatWasAddedRemovedOrChanged() throws IOException {
        Files.createDirectories(folder.resolve("deep"));
        Files.writeString(folder.resolve("deep/changed"), "a");
        Files.writeString(folder.resolve("removed"), "b");
        Files.writeString(folder.resolve("same"), "c");
        Tree before = Tree.of(folder);

        Files.writeString(folder.resolve("deep/changed"), "z");
        Files.delete(folder.resolve("removed"));
        Files.writeString(folder.resolve("added"), "d");

        assertThat(before.differencesTo(Tree.of(folder)))
                .containsExactly("added added", "changed deep/changed", "removed removed");
    }

    @Test
    void anAbsentFolderIsEmpty() throws IOException {
        assertThat(Tree.of(folder.resolve("nowhere")).files()).isEmpty();
    }

    @Test
    void seesOnlyWhatIsWanted() throws IOException {
        Files.writeString(folder.resolve("a.parquet"), "a");
        Files.writeString(folder.resolve("b.log"), "b");
        assertThat(Tree.of(folder, name -> name.endsWith(".parquet")).files()).containsOnlyKeys("a.parquet");
    }
}
