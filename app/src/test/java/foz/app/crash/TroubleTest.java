package foz.app.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import foz.api.failure.FozException;
import foz.api.time.Progress;
import foz.app.platform.RunReport;
import foz.app.story.Story;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Trouble from outside: files that can't be read, disks that are full, folders that move, neighbours. Nothing is lost, the next run heals. */
class TroubleTest {

    private static final String PIPELINE = """
        pipeline: shop
        time-zone: UTC
        sources:
          sales:
            kind: files
            from: in/*
            format: csv
            columns: {id: {type: long, required: true}, note: string}
        """;

    @TempDir
    Path folder;

    private Story story;

    @BeforeEach
    void aPipeline() {
        story = shop(folder.resolve("shop"));
    }

    @Test
    void aTruncatedFileIsNamedAndTheOthersAreTaken() throws IOException {
        story.write("in/a.csv", "id,note\n1,one\n");
        byte[] whole = gzip("id,note\n" + "2,two\n".repeat(1000));
        story.write("in/b.csv.gz", java.util.Arrays.copyOf(whole, whole.length - 12));
        story.write("in/c.csv", "id,note\n3,three\n");
        assertThat(failures(story.run())).contains("in/b.csv.gz");
        assertThat(story.one("SELECT string_agg(id, ',' ORDER BY id) FROM bronze.sales"))
                .isEqualTo("1,3");
        story.write("in/b.csv.gz", whole);
        story.runs();
        assertThat(story.one("SELECT count(*) FROM bronze.sales")).isEqualTo("1002");
    }

    @Test
    void aFileThatChangesWhileItIsReadIsLeftForTheNextRun() {
        story.write("in/a.csv", "id,note\n1,one\n");
        story.write("in/b.csv", "id,note\n2,two\n");
        boolean[] done = {false};
        Story meddled = story.with(story.site.watchedBy(
                step -> {
                    if (step.equals("files-decoded") && !done[0]) {
                        done[0] = true;
                        append("in/b.csv", "3,three\n");
                    }
                },
                Progress.UNWATCHED));
        assertThat(failures(meddled.run())).contains("in/b.csv changed while it was being read");
        assertThat(story.one("SELECT string_agg(id, ',' ORDER BY id) FROM bronze.sales"))
                .isEqualTo("1");
        story.runs();
        assertThat(story.one("SELECT string_agg(id, ',' ORDER BY id) FROM bronze.sales"))
                .isEqualTo("1,2,3");
    }

    @Test
    void aSecondWriterIsToldWhoHoldsTheFolderAndReadersGoOn() throws Exception {
        story.write("in/a.csv", "id,note\n1,one\n");
        story.runs();
        story.write("in/b.csv", "id,note\n2,two\n");
        Process other = victim(story, 2);
        try {
            awaitWaiting(other);
            assertThatThrownBy(story::run)
                    .isInstanceOf(FozException.class)
                    .hasMessageContaining(Long.toString(other.pid()));
            assertThat(story.one("SELECT count(*) FROM bronze.sales")).isEqualTo("1");
        } finally {
            other.destroyForcibly().waitFor();
        }
        story.runs();
        assertThat(story.one("SELECT count(*) FROM bronze.sales")).isEqualTo("2");
    }

    @Test
    void aMovedFolderGoesOnAndACopiedOneIsItsOwn() throws IOException {
        story.write("in/a.csv", "id,note\n1,one\n");
        story.runs();
        Path elsewhere = folder.resolve("elsewhere");
        Files.move(folder.resolve("shop"), elsewhere);
        Story moved = Story.in(elsewhere, Map.of());
        assertThat(moved.one("SELECT count(*) FROM bronze.sales")).isEqualTo("1");
        moved.write("in/b.csv", "id,note\n2,two\n");
        moved.runs();
        assertThat(moved.one("SELECT count(*) FROM bronze.sales")).isEqualTo("2");
        Path twin = folder.resolve("twin");
        copy(elsewhere, twin);
        Story copied = Story.in(twin, Map.of());
        copied.write("in/a.csv", "id,note\n7,seven\n");
        copied.runs();
        assertThat(copied.one("SELECT string_agg(id, ',' ORDER BY id) FROM bronze.sales"))
                .isEqualTo("2,7");
        assertThat(moved.one("SELECT string_agg(id, ',' ORDER BY id) FROM bronze.sales"))
                .isEqualTo("1,2");
    }

    @Test
    void aFullDiskIsSaidAndTheNextRunHeals() throws Exception {
        Path small = Files.createDirectory(folder.resolve("small"));
        assumeTrue(
                shell("mount", "-t", "tmpfs", "-o", "size=24m", "tmpfs", small.toString()),
                "no right to mount a small disk");
        try {
            Story full = shop(small.resolve("shop"));
            full.write("in/a.csv", "id,note\n1,one\n");
            full.runs();
            Path data = folder.resolve("large.csv");
            Files.writeString(data, noise(300_000));
            Path in = small.resolve("shop/in/b.csv");
            Files.createSymbolicLink(in, data);
            assertThat(failures(orFailure(full))).containsIgnoringCase("no space left");
            assertThat(full.one("SELECT count(*) FROM bronze.sales")).isEqualTo("1");
            assertThat(shell("mount", "-o", "remount,size=200m", small.toString()))
                    .isTrue();
            full.runs();
            assertThat(full.one("SELECT count(*) FROM bronze.sales")).isEqualTo("300001");
        } finally {
            shell("umount", small.toString());
        }
    }

    private static RunReport orFailure(Story story) {
        try {
            return story.run();
        } catch (FozException e) {
            return new RunReport(java.util.List.of(), java.util.List.of(), java.util.List.of(e));
        }
    }

    private static String noise(int rows) {
        Random random = new Random(5);
        StringBuilder text = new StringBuilder("id,note\n");
        for (int i = 0; i < rows; i++) {
            text.append(i).append(',');
            for (int k = 0; k < 10; k++) {
                text.append(Long.toString(random.nextLong(), 36));
            }
            text.append('\n');
        }
        return text.toString();
    }

    private static Story shop(Path place) {
        return Story.in(place, Map.of())
                .write("foz.yaml", PIPELINE)
                .write("sql/gold/total.sql", "SELECT COUNT(*) AS sales FROM bronze.sales");
    }

    private static Process victim(Story story, int step) throws IOException {
        return new ProcessBuilder(
                        ProcessHandle.current().info().command().orElse("java"),
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Victim.class.getName(),
                        story.site.project().toString(),
                        "nowhere",
                        "1000000",
                        Integer.toString(step))
                .redirectErrorStream(true)
                .start();
    }

    private static void awaitWaiting(Process process) throws IOException {
        var out = process.inputReader(StandardCharsets.UTF_8);
        for (String line = out.readLine(); line != null; line = out.readLine()) {
            if (line.equals("waiting")) {
                return;
            }
        }
        throw new AssertionError("the other process ended by itself");
    }

    private void append(String name, String text) {
        try {
            Files.writeString(story.site.project().resolve(name), text, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        try (var files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(from.relativize(file).toString()), StandardCopyOption.COPY_ATTRIBUTES);
            }
        }
    }

    private static boolean shell(String... command) throws IOException, InterruptedException {
        return new ProcessBuilder(command).redirectErrorStream(true).start().waitFor() == 0;
    }

    private static byte[] gzip(String text) throws IOException {
        var out = new java.io.ByteArrayOutputStream();
        try (var gzip = new java.util.zip.GZIPOutputStream(out)) {
            gzip.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return out.toByteArray();
    }

    private static String failures(RunReport report) {
        return report.failures().stream().map(Throwable::getMessage).collect(Collectors.joining("\n"));
    }
}
