package foz.app.crash;

import static org.assertj.core.api.Assertions.assertThat;

import foz.api.engine.Answer;
import foz.api.engine.Limits;
import foz.api.engine.Scan;
import foz.api.engine.Session;
import foz.api.type.TableName;
import foz.app.platform.Platform;
import foz.app.story.Story;
import foz.lake.MaintenanceOptions;
import foz.lake.Upkeep;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A query that is under way while its table is compacted, expired and swept finishes right. {@code -Dfoz.reader.times=2000} makes it
 * run for about a minute.
 */
class ReaderDuringMaintenanceTest {

    private static final TableName SALES = TableName.bronze("sales");
    private static final int FILES = 40;
    private static final int ROWS = 500;
    private static final int TIMES = Integer.getInteger("foz.reader.times", 20);
    private static final Limits LIMITS = new Limits(256L << 20, Duration.ofMinutes(10), 2);

    /** Nothing by itself. */
    private static final MaintenanceOptions IDLE = MaintenanceOptions.standard().sized(1 << 20, 0, 1000);

    private static final MaintenanceOptions AT_ONCE =
            MaintenanceOptions.standard().keeping(Duration.ZERO, 1, Duration.ZERO);

    @TempDir
    Path folder;

    @Test
    void finishesWithTheRowsItBeganWith() {
        Story story = shop();
        Story maintaining = story.with(story.site.keeping(AT_ONCE));
        List<Path> old;
        try (Platform reading = Platform.forReading(story.site)) {
            old = files(reading);
            assertThat(old).hasSize(FILES);
            try (Session session = reading.session(LIMITS)) {
                // Row by row from one file after the other; no order and no aggregate that would read them all first.
                session.ask("SELECT s.id FROM bronze.sales s, range(" + TIMES + ")", answer -> {
                    Sum sum = new Sum();
                    sum.add(answer, 100);
                    Upkeep done = maintain(maintaining);
                    assertThat(done.tables()).anyMatch(t -> t.compacted().files() >= FILES);
                    assertThat(done.waiting().forReaders()).isPositive();
                    assertThat(old).allSatisfy(file -> assertThat(file).exists());
                    sum.add(answer, Long.MAX_VALUE);
                    assertThat(sum.rows).isEqualTo((long) FILES * ROWS * TIMES);
                    assertThat(sum.ids).isEqualTo((long) FILES * ROWS * (FILES * ROWS - 1) / 2 * TIMES);
                });
            }
        }
        maintain(maintaining);
        assertThat(old).allSatisfy(file -> assertThat(file).doesNotExist());
        assertThat(story.one("SELECT count(*) FROM bronze.sales")).isEqualTo(Integer.toString(FILES * ROWS));
    }

    /** What a reader has seen so far. */
    private static final class Sum {
        private long rows;
        private long ids;

        void add(Answer answer, long most) {
            for (long i = 0; i < most; i++) {
                List<@Nullable Object> row = answer.next();
                if (row == null) {
                    return;
                }
                rows++;
                ids += row.getFirst() instanceof Number id ? id.longValue() : 0;
            }
        }
    }

    private static Upkeep maintain(Story story) {
        try (Platform platform = Platform.forWriting(story.site)) {
            Upkeep done = platform.maintain(story.pipeline(), List.of());
            assertThat(done.failures()).isEmpty();
            return done;
        }
    }

    private static List<Path> files(Platform platform) {
        return platform.lake().scan(SALES).files().stream()
                .map(Scan.DataFile::path)
                .toList();
    }

    private Story shop() {
        Story empty = Story.in(folder, Map.of());
        Story story = empty.with(empty.site.keeping(IDLE).within(256L << 20, 1)).write("foz.yaml", """
            pipeline: shop
            time-zone: UTC
            sources:
              sales:
                kind: files
                from: in/*
                format: csv
                columns: {id: {type: long, required: true}, note: string}
            """);
        for (int file = 0; file < FILES; file++) {
            story.write(
                    "in/" + file + ".csv",
                    IntStream.range(file * ROWS, (file + 1) * ROWS)
                            .mapToObj(id -> id + ",note " + id)
                            .collect(Collectors.joining("\n", "id,note\n", "\n")));
        }
        story.runs();
        return story;
    }
}
