package foz.app.story;

import static org.assertj.core.api.Assertions.assertThat;

import foz.api.balance.Outcome;
import foz.app.platform.RunReport;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Longer histories of a source: files that go and come back, swap their contents, or become each other's copies. */
class SequenceTest {

    @TempDir
    Path folder;

    private Story story;

    @BeforeEach
    void aSmallPipeline() {
        story = Story.in(folder, Map.of());
        story.write("sql/gold/total.sql", "SELECT SUM(amount) AS total FROM bronze.sales");
        pipeline("");
    }

    private void pipeline(String settings) {
        story.write("foz.yaml", """
            pipeline: shop
            time-zone: UTC
            sources:
              sales:
                kind: files
                from: in/*
                format: csv
                columns:
                  id:     {type: long, required: true}
                  amount: "decimal(10,2)"
                max-bad: 50%%
            %s
            """.formatted(settings.indent(4)));
    }

    @Test
    void aFileThatWasGoneComesBackAsItWas() {
        pipeline("removed-file: withdraw");
        arrives("b.csv", "id,amount\n2,20\n", 1);
        story.runs();
        arrives("a.csv", "id,amount\n1,10\n", 1);
        story.runs();
        story.delete("in/a.csv");
        story.runs();
        arrives("a.csv", "id,amount\n1,10\n", 1);
        story.runs();
        assertThat(ids()).isEqualTo("1, 2");
        story.delete("in/a.csv");
        story.runs();
        assertThat(ids()).isEqualTo("2");
    }

    @Test
    void aFileOfBadRowsAloneComesBackAsItWas() {
        pipeline("removed-file: withdraw");
        arrives("a.csv", "id,amount\nx,10\n", 1);
        arrives("b.csv", "id,amount\n2,20\n", 1);
        story.runs();
        story.delete("in/a.csv");
        story.runs();
        arrives("a.csv", "id,amount\nx,10\n", 1);
        story.runs();
        assertThat(ids()).isEqualTo("2");
    }

    @Test
    void aCopyThatWasGoneComesBackAsItWas() {
        pipeline("removed-file: withdraw");
        arrives("a.csv", "id,amount\n1,10\n", 1);
        arrives("b.csv", "id,amount\n1,10\n", 1);
        story.runs();
        story.delete("in/b.csv");
        story.runs();
        arrives("b.csv", "id,amount\n1,10\n", 1);
        story.runs();
        assertThat(ids()).isEqualTo("1");
    }

    @Test
    void aFileIsTouchedToAndFro() {
        arrives("a.csv", "id,amount\n1,10\n", 1);
        story.runs();
        for (int tick = 2; tick < 6; tick++) {
            arrives("a.csv", "id,amount\n1,10\n", 1 + tick % 2);
            story.runs();
        }
        assertThat(ids()).isEqualTo("1");
    }

    @Test
    void twoFilesSwapTheirContents() {
        arrives("a.csv", "id,amount\n1,10\n", 1);
        arrives("b.csv", "id,amount\n2,20\n", 1);
        story.runs();
        arrives("a.csv", "id,amount\n2,20\n", 2);
        arrives("b.csv", "id,amount\n1,10\n", 2);
        story.runs();
        assertThat(ids()).isEqualTo("1, 2");
        assertThat(story.ask("SELECT name FROM system.files WHERE state = 'live' ORDER BY name"))
                .containsExactly("in/a.csv", "in/b.csv");
    }

    @Test
    void aFileChangesAndChangesBack() {
        arrives("a.csv", "id,amount\n1,10\n", 1);
        story.runs();
        arrives("a.csv", "id,amount\n2,20\n", 2);
        story.runs();
        arrives("a.csv", "id,amount\n1,10\n", 1);
        story.runs();
        assertThat(ids()).isEqualTo("1");
    }

    @Test
    void whereChangesAreAddedABackwardChangeIsContentTakenInBefore() {
        pipeline("changed-file: append");
        arrives("a.csv", "id,amount\n1,10\n", 1);
        story.runs();
        arrives("a.csv", "id,amount\n2,20\n", 2);
        story.runs();
        arrives("a.csv", "id,amount\n1,10\n", 3);
        story.runs();
        assertThat(ids()).isEqualTo("1, 2");
        assertThat(story.runs().sources()).flatMap(Outcome::accounts).isEmpty();
    }

    @Test
    void whereChangesAreAddedAFileThatBecomesACopyKeepsItsOldRows() {
        pipeline("changed-file: append");
        arrives("a.csv", "id,amount\n1,10\n", 1);
        arrives("b.csv", "id,amount\n2,20\n", 1);
        story.runs();
        arrives("b.csv", "id,amount\n1,10\n", 2);
        story.runs();
        assertThat(ids()).isEqualTo("1, 2");
        assertThat(story.runs().sources()).flatMap(Outcome::accounts).isEmpty();
    }

    @Test
    void whereChangesAreRefusedAFileMayNotBecomeACopyEither() {
        pipeline("changed-file: fail");
        arrives("a.csv", "id,amount\n1,10\n", 1);
        arrives("b.csv", "id,amount\n2,20\n", 1);
        story.runs();
        arrives("b.csv", "id,amount\n1,10\n", 2);
        assertThat(failures(story.run())).contains("in/b.csv has other bytes than when it was taken in");
        assertThat(ids()).isEqualTo("1, 2");
    }

    private String ids() {
        return story.one("SELECT string_agg(id, ', ' ORDER BY id) FROM bronze.sales");
    }

    private void arrives(String name, String text, long second) {
        story.write("in/" + name, text);
        try {
            Files.setLastModifiedTime(
                    folder.resolve("in").resolve(name),
                    FileTime.from(Instant.parse("2026-01-01T00:00:00Z").plusSeconds(second)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String failures(RunReport report) {
        return report.failures().stream().map(f -> f.getMessage() + "\n").reduce("", String::concat);
    }
}
