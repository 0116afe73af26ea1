package foz.app.story;

import static org.assertj.core.api.Assertions.assertThat;

import foz.api.engine.Limits;
import foz.api.engine.LoadFile;
import foz.api.engine.Session;
import foz.api.plan.Pipeline;
import foz.api.plan.SourcePlan;
import foz.app.platform.Platform;
import foz.app.platform.RunReport;
import foz.app.quarantine.BadRow;
import foz.landing.Quarantined;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Second readings: of whole files, and of single records from the quarantine. */
class RereadTest {

    @TempDir
    Path folder;

    private Story story;

    @BeforeEach
    void aPipelineThatKeepsRawBytes() {
        story = Story.in(folder, Map.of());
        pipeline("keep-raw: forever", "");
        story.write("in/a.csv", "id,shop\n1,North\n");
        story.write("in/b.csv", "id,shop\n2,South\nx,South\n");
        story.write("in/c.csv", "id,shop\n3,West\n");
        story.runs();
    }

    private void pipeline(String settings, String column) {
        story.write("foz.yaml", """
            pipeline: shop
            time-zone: UTC
            sources:
              sales:
                kind: files
                from: in/*
                format: csv
                columns:
                  id: {type: long, required: true}
                  %s
                on-drift: ignore
                max-bad: 100%%
                %s
            """.formatted(column, settings));
    }

    @Test
    void allFilesAreReadAgainFromTheirRawCopiesInOneBatch() {
        for (String name : List.of("a", "b", "c")) {
            story.delete("in/" + name + ".csv");
        }
        pipeline("keep-raw: forever", "shop: string");
        assertThat(reread().failures()).isEmpty();
        assertThat(story.ask("SELECT id, shop FROM bronze.sales ORDER BY id"))
                .containsExactly("1 | North", "2 | South", "3 | West");
        assertThat(story.one("SELECT count(DISTINCT batch) FROM system.batches WHERE how = 'replace'"))
                .isEqualTo("1");
    }

    @Test
    void aFileThatCantBeHadAgainCostsNoOther() {
        pipeline("keep-raw: none", "");
        story.write("in/d.csv", "id,shop\n4,East\n");
        story.runs();
        story.delete("in/d.csv");
        pipeline("keep-raw: none", "shop: string");
        assertThat(failures(reread())).contains("in/d.csv can't be read a second time");
        assertThat(story.ask("SELECT id, shop FROM bronze.sales ORDER BY id"))
                .containsExactly("1 | North", "2 | South", "3 | West", "4 | null");
    }

    @Test
    void aNameThatIsNoFileIsTold() {
        assertThat(failures(reread("in/z.csv"))).contains("no rows of in/z.csv are in bronze.sales");
    }

    @Test
    void aBadRecordOfAReplacedFileIsNoLongerOpen() {
        assertThat(open()).isEqualTo(1);
        story.write("in/b.csv", "id,shop\n2,South\n22,South\n");
        story.runs();
        assertThat(open()).isZero();
    }

    @Test
    void aRecordThatIsNamedTwiceGoesThroughOnce() {
        Pipeline pipeline = story.pipeline();
        SourcePlan plan = pipeline.source("sales").orElseThrow();
        long file = Long.parseLong(story.one("SELECT file_id FROM system.quarantine"));
        byte[] bytes = "22,South".getBytes(StandardCharsets.UTF_8);
        Quarantined record = new Quarantined(
                story.one("SELECT id FROM system.quarantine"), file, new LoadFile.RawRecord(2, 3, 17, bytes));
        try (Platform platform = Platform.forWriting(story.site)) {
            assertThat(platform.replay(pipeline, plan, List.of(record, record)).failures())
                    .isEmpty();
        }
        assertThat(story.one("SELECT count(*) FROM bronze.sales WHERE id = 22")).isEqualTo("1");
    }

    private long open() {
        try (Platform platform = Platform.forReading(story.site);
                Session session = platform.session(new Limits(256L << 20, Duration.ofSeconds(60), 2))) {
            return BadRow.open(session);
        }
    }

    private RunReport reread(String... names) {
        Pipeline pipeline = story.pipeline();
        try (Platform platform = Platform.forWriting(story.site)) {
            return platform.reread(pipeline, pipeline.source("sales").orElseThrow(), List.of(names));
        }
    }

    private static String failures(RunReport report) {
        return report.failures().stream().map(f -> f.getMessage() + "\n").reduce("", String::concat);
    }
}
