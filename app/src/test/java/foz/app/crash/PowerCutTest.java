package foz.app.crash;

import static org.assertj.core.api.Assertions.assertThat;

import foz.api.time.Progress;
import foz.app.platform.Site;
import foz.app.story.Story;
import foz.testkit.lake.RecordingDisk;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The power fails in the middle of a run: whatever was not asked to be kept is dropped (names not synced with their folders, bytes not
 * synced with their files; SQLite keeps its own). {@code -Dfoz.cuts=N} for more places; the seed is printed.
 */
class PowerCutTest {

    private static final int CUTS = Integer.getInteger("foz.cuts", 6);
    private static final List<String> CONTENTS = List.of(
            "SELECT id, note FROM bronze.sales ORDER BY ALL",
            "SELECT count(*), count(DISTINCT (_file, _record)) FROM bronze.sales",
            "SELECT id FROM silver.sales ORDER BY ALL",
            "SELECT sales FROM gold.total",
            "SELECT column_name, code FROM system.quarantine ORDER BY ALL",
            "SELECT origin, sum(received), sum(written), bool_and(closes) FROM system.batches WHERE edge = 'source'"
                    + " GROUP BY ALL");

    @TempDir
    Path folders;

    @Test
    void whatWasCommittedIsThereAfterAPowerCutAndTheNextRunFinishesTheRest() throws IOException {
        long seed = Long.getLong("foz.seed", System.nanoTime());
        System.out.println("power cut test: seed " + seed + ", cuts " + CUTS);
        Story whole = shop("whole");
        List<String> steps = new ArrayList<>();
        whole.with(whole.site.watchedBy(steps::add, Progress.UNWATCHED)).runs();
        List<List<String>> expected = contents(whole);
        Random random = new Random(seed);
        for (int cut = 0; cut < CUTS; cut++) {
            int at = 1 + random.nextInt(steps.size());
            Story story = shop("cut-" + cut);
            runUntilTheLightsGoOut(story, at);
            for (String table : story.tables()) {
                story.ask("SELECT * FROM " + table + " ORDER BY ALL LIMIT 3");
            }
            story.runs();
            assertThat(contents(story))
                    .as("cut at step %d, %s", at, steps.get(at - 1))
                    .isEqualTo(expected);
        }
    }

    /** Runs up to a step, drops what is not safe, keeps what is left aside from the dying run's tidying up, and puts it back. */
    private static void runUntilTheLightsGoOut(Story story, int at) throws IOException {
        RecordingDisk disk = new RecordingDisk();
        Path data = story.site.data();
        Path survivor = data.resolveSibling("survivor");
        int[] reached = {0};
        Site site = story.site
                .on(disk)
                .watchedBy(
                        step -> {
                            if (++reached[0] == at) {
                                cut(disk, data, survivor);
                                throw new Dark();
                            }
                        },
                        Progress.UNWATCHED);
        try {
            story.with(site).run();
        } catch (Dark expected) {
            assertThat(reached[0]).isEqualTo(at);
        }
        deleteAll(data);
        Files.move(survivor, data);
    }

    private static void cut(RecordingDisk disk, Path data, Path survivor) {
        try {
            disk.cutPower(data, file -> file.getFileName().toString().startsWith("catalog") || file.endsWith("lock"));
            try (var files = Files.walk(data)) {
                for (Path file : files.toList()) {
                    Files.copy(file, survivor.resolve(data.relativize(file).toString()));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void deleteAll(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    private Story shop(String name) {
        return Story.in(folders.resolve(name), Map.of())
                .write("foz.yaml", """
                    pipeline: shop
                    time-zone: UTC
                    sources:
                      sales:
                        kind: files
                        from: in/*
                        format: csv
                        columns: {id: {type: long, required: true}, note: string}
                    """)
                .write("sql/silver/sales.sql", "SELECT id, UPPER(note) AS note FROM bronze.sales")
                .write("sql/gold/total.sql", "SELECT COUNT(*) AS sales FROM silver.sales")
                .write("in/a.csv", "id,note\n1,one\nx,bad\n")
                .write("in/b.csv", "id,note\n2,two\n3,three\n");
    }

    private static List<List<String>> contents(Story story) {
        return CONTENTS.stream().map(story::ask).toList();
    }

    /** The end of the process, as far as the code under test can tell. */
    private static final class Dark extends Error {

        private static final long serialVersionUID = 1L;
    }
}
