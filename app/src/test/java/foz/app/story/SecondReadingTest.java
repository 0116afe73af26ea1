package foz.app.story;

import static org.assertj.core.api.Assertions.assertThat;

import foz.api.balance.Outcome;
import foz.api.engine.LoadFile.RawRecord;
import foz.api.plan.Pipeline;
import foz.app.platform.Platform;
import foz.app.platform.RunReport;
import foz.landing.Quarantined;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rows and files that are read a second time: replays out of the quarantine, raw copies read by a new declaration, drifted columns. */
class SecondReadingTest {

    @TempDir
    Path folder;

    private Story story;

    @BeforeEach
    void aPipeline() {
        story = Story.in(folder, Map.of());
        pipeline("int", "");
        story.write("sql/gold/total.sql", "SELECT SUM(amount) AS total, COUNT(*) AS sales FROM bronze.sales");
    }

    private void pipeline(String amount, String settings) {
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
                  amount: "%s"
            %s
            """.formatted(amount, settings.indent(4)));
    }

    @Test
    void anEditedRecordIsReplayedExactlyOnce() {
        story.write("in/a.csv", "id,amount\n1,10\n2,ten\n3,30\n");
        story.runs();
        List<Quarantined> edited = quarantine("2,10");
        assertThat(replay(edited).failures()).isEmpty();
        assertThat(story.one("SELECT total, sales FROM gold.total")).isEqualTo("50 | 3");
        assertThat(story.one("SELECT _file, _record FROM bronze.sales WHERE id = 2"))
                .isEqualTo("1 | 2");
        assertThat(replay(edited).sources()).flatMap(Outcome::accounts).isEmpty();
        assertThat(story.one("SELECT total, sales FROM gold.total")).isEqualTo("50 | 3");
        assertThat(story.one("SELECT status FROM system.statuses")).isEqualTo("replayed");
        assertThat(story.ask("SELECT edge, received, written, quarantined FROM system.batches WHERE origin ="
                        + " 'sales' ORDER BY 1"))
                .containsExactly("replay | 1 | 1 | 0", "source | 3 | 2 | 1");
    }

    @Test
    void aRecordThatIsStillBadIsInTheQuarantineAnew() {
        story.write("in/a.csv", "id,amount\n1,10\n2,ten\n");
        story.runs();
        assertThat(replay(quarantine("2,twenty")).failures()).isEmpty();
        assertThat(story.one("SELECT count(*), count(DISTINCT id) FROM system.quarantine"))
                .isEqualTo("2 | 2");
        assertThat(story.one("SELECT count(*) FROM bronze.sales")).isEqualTo("1");
    }

    @Test
    void aChangedDeclarationLetsRecordsThrough() {
        story.write("in/a.csv", "id,amount\n1,10\n2,2.50\n");
        story.runs();
        pipeline("decimal(10,2)", "");
        List<Quarantined> records = quarantine("2,2.50");
        RunReport refused = replay(records);
        assertThat(refused.failures()).as("int can't become a decimal in place").isNotEmpty();
        assertThat(story.one("SELECT count(*) FROM system.statuses")).isEqualTo("0");
        pipeline("long", "");
        assertThat(replay(records).failures()).isEmpty();
        assertThat(story.one("SELECT count(*) FROM bronze.sales")).isEqualTo("1");
    }

    @Test
    void aReplayedRowLeavesWithItsFile() {
        story.write("in/a.csv", "id,amount\n1,10\n2,ten\n");
        story.runs();
        replay(quarantine("2,10"));
        story.write("in/a.csv", "id,amount\n7,70\n8,80\n9,90\n");
        story.runs();
        assertThat(story.ask("SELECT id FROM bronze.sales ORDER BY id")).containsExactly("7", "8", "9");
    }

    @Test
    void aRecordOfAReplacedFileIsNotReplayed() {
        story.write("in/a.csv", "id,amount\n1,10\n2,ten\n");
        story.runs();
        List<Quarantined> records = quarantine("2,10");
        story.write("in/a.csv", "id,amount\n7,70\n8,80\n9,90\n");
        story.runs();
        RunReport report = replay(records);
        assertThat(report.sources().getFirst().notes()).hasSize(1);
        assertThat(story.one("SELECT count(*) FROM bronze.sales")).isEqualTo("3");
    }

    @Test
    void aRawCopyIsReadAgainByANewDeclarationAfterTheOriginalIsGone() {
        pipeline("int", "keep-raw: forever");
        story.write("in/a.csv", "id,amount\n1,10\n2,\"1,000\"\n");
        story.runs();
        assertThat(story.one("SELECT total FROM gold.total")).isEqualTo("10");
        story.delete("in/a.csv");
        pipeline("int", "keep-raw: forever\ncsv: {thousands: \",\"}");
        assertThat(reread().failures()).isEmpty();
        assertThat(story.one("SELECT total, sales FROM gold.total")).isEqualTo("1010 | 2");
        assertThat(story.runs().sources()).flatMap(Outcome::accounts).isEmpty();
    }

    @Test
    void withoutARawCopyAnUnchangedOriginalServes() {
        story.write("in/a.csv", "id,amount\n1,10\n");
        story.runs();
        assertThat(reread().failures()).isEmpty();
        assertThat(story.one("SELECT total, sales FROM gold.total")).isEqualTo("10 | 1");
        story.delete("in/a.csv");
        assertThat(reread().failures()).singleElement().asString().contains("can't be read a second time");
    }

    @Test
    void aFileWithANewColumnGoesToTheQuarantineWhole() {
        story.write("in/a.csv", "id,amount\n1,10\n");
        story.write("in/b.csv", "id,amount,shop\n2,20,North\n");
        story.runs();
        assertThat(story.one("SELECT total FROM gold.total")).isEqualTo("10");
        assertThat(story.one("SELECT code, sentence FROM system.quarantine"))
                .isEqualTo("unknown-column | the column shop is not declared");
    }

    @Test
    void aNewColumnIsTakenInWhereTheUserSaysSo() {
        pipeline("int", "on-drift: evolve");
        story.write("in/a.csv", "id,amount\n1,10\n");
        story.runs();
        story.write("in/b.csv", "id,amount,shop\n2,20,North\n");
        story.runs();
        story.write("in/c.csv", "id,amount\n3,30\n");
        story.runs();
        assertThat(story.ask("SELECT id, amount, shop FROM bronze.sales ORDER BY id"))
                .containsExactly("1 | 10 | null", "2 | 20 | North", "3 | 30 | null");
    }

    @Test
    void aDriftedFileStopsTheSourceWhereTheUserSaysSo() {
        pipeline("int", "on-drift: fail");
        story.write("in/a.csv", "id,amount,shop\n2,20,North\n");
        assertThat(story.run().failures()).first().asString().contains("unknown: shop; missing: none");
        assertThat(story.one("SELECT count(*) FROM bronze.sales")).isEqualTo("0");
    }

    private RunReport replay(List<Quarantined> records) {
        Pipeline pipeline = story.pipeline();
        try (Platform platform = Platform.forWriting(story.site)) {
            return platform.replay(pipeline, pipeline.source("sales").orElseThrow(), records);
        }
    }

    private RunReport reread() {
        Pipeline pipeline = story.pipeline();
        try (Platform platform = Platform.forWriting(story.site)) {
            return platform.reread(pipeline, pipeline.source("sales").orElseThrow(), List.of());
        }
    }

    /** What is in the quarantine, each record with the given text in place of its own. */
    private List<Quarantined> quarantine(String text) {
        List<Quarantined> records = new ArrayList<>();
        for (String line : story.ask("SELECT id, file_id, record, line, byte_offset FROM system.quarantine")) {
            String[] cells = line.split(" \\| ");
            records.add(new Quarantined(
                    cells[0],
                    Long.parseLong(cells[1]),
                    new RawRecord(
                            Long.parseLong(cells[2]),
                            Long.parseLong(cells[3]),
                            Long.parseLong(cells[4]),
                            text.getBytes(StandardCharsets.UTF_8))));
        }
        return records;
    }
}
