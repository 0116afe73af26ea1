package foz.app.story;

import static org.assertj.core.api.Assertions.assertThat;

import foz.api.balance.Outcome;
import foz.app.platform.RunReport;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the arrival, change, repetition and disappearance of files does to bronze and to what is derived from it. */
class ArrivalTest {

    @TempDir
    Path folder;

    private Story story;
    private int tick;

    @BeforeEach
    void aSmallPipeline() {
        story = Story.in(folder, Map.of());
        pipeline("");
        story.write(
                "sql/silver/sales.sql", "SELECT id, amount, amount * 2 AS twice FROM bronze.sales WHERE amount > 0");
        story.write("sql/gold/total.sql", "SELECT SUM(amount) AS total, COUNT(*) AS sales FROM silver.sales");
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
    void aFirstFileReachesGold() {
        arrives("a.csv", "id,amount\n1,10\n2,20.50\n3,-1\n");
        story.runs();
        assertThat(story.ask("SELECT id, amount FROM bronze.sales ORDER BY id"))
                .containsExactly("1 | 10.00", "2 | 20.50", "3 | -1.00");
        assertThat(story.one("SELECT total, sales FROM gold.total")).isEqualTo("30.50 | 2");
        assertThat(story.balance("sales"))
                .isEqualTo("received 3 filtered 0 written 3 quarantined 0 ignored 0 duplicate 0 conflicting 0 closed");
        assertThat(story.balance("silver.sales"))
                .isEqualTo("received 3 filtered 1 written 2 quarantined 0 ignored 0 duplicate 0 conflicting 0 closed");
    }

    @Test
    void withNoFilesThereAreEmptyTables() {
        story.runs();
        assertThat(story.one("SELECT count(*) FROM bronze.sales")).isEqualTo("0");
        assertThat(story.one("SELECT total, sales FROM gold.total")).isEqualTo("null | 0");
    }

    @Test
    void aSecondRunWithNothingNewWritesNothing() {
        arrives("a.csv", "id,amount\n1,10\n");
        story.runs();
        RunReport again = story.runs();
        assertThat(again.sources()).flatMap(Outcome::accounts).isEmpty();
        assertThat(again.tables()).flatMap(Outcome::accounts).isEmpty();
    }

    @Test
    void aSecondFileIsAppendedAllTheWayDown() {
        arrives("a.csv", "id,amount\n1,10\n");
        story.runs();
        arrives("b.csv", "id,amount\n2,5\n");
        story.runs();
        assertThat(story.one("SELECT total, sales FROM gold.total")).isEqualTo("15.00 | 2");
        assertThat(story.ask(
                        "SELECT how FROM system.batches WHERE origin = 'silver.sales' ORDER BY computed_at, how DESC"))
                .containsExactlyInAnyOrder("whole", "append");
    }

    @Test
    void theSameContentUnderAnotherNameIsACopy() {
        arrives("a.csv", "id,amount\n1,10\n");
        story.runs();
        arrives("b.csv", "id,amount\n1,10\n");
        assertThat(notes(story.runs())).contains("in/b.csv has the same content as in/a.csv");
        assertThat(story.one("SELECT count(*) FROM bronze.sales")).isEqualTo("1");
    }

    @Test
    void theSameContentTwiceInOneRunIsTakenOnce() {
        arrives("a.csv", "id,amount\n1,10\n");
        arrives("b.csv", "id,amount\n1,10\n");
        arrives("c.csv.gz", "id,amount\n1,10\n");
        story.runs();
        assertThat(story.one("SELECT count(*) FROM bronze.sales")).isEqualTo("1");
        assertThat(story.ask("SELECT name, state FROM system.files ORDER BY name"))
                .containsExactly("in/a.csv | live", "in/b.csv | copy", "in/c.csv.gz | copy");
    }

    @Test
    void theSameContentIsTakenAgainWhereTheUserSaysSo() {
        pipeline("same-content: append");
        arrives("a.csv", "id,amount\n1,10\n");
        arrives("b.csv", "id,amount\n1,10\n");
        story.runs();
        assertThat(story.one("SELECT count(*) FROM bronze.sales")).isEqualTo("2");
    }

    @Test
    void aChangedFileReplacesItsRowsAndNoOthers() {
        arrives("a.csv", "id,amount\n1,10\n2,20\nx,1\n");
        arrives("b.csv", "id,amount\n3,30\n");
        story.runs();
        arrives("a.csv", "id,amount\n1,11\n");
        assertThat(notes(story.runs())).contains("in/a.csv has changed; its rows were replaced");
        assertThat(story.ask("SELECT id, amount FROM silver.sales ORDER BY id"))
                .containsExactly("1 | 11.00", "3 | 30.00");
        assertThat(story.one("SELECT total, sales FROM gold.total")).isEqualTo("41.00 | 2");
    }

    @Test
    void aChangedFileIsRefusedWhereTheUserSaysSo() {
        pipeline("changed-file: fail");
        arrives("a.csv", "id,amount\n1,10\n");
        story.runs();
        arrives("a.csv", "id,amount\n1,11\n");
        assertThat(failures(story.run())).contains("in/a.csv has other bytes than when it was taken in");
        assertThat(story.one("SELECT total FROM gold.total")).isEqualTo("10.00");
    }

    @Test
    void aChangedFileIsAddedWhereTheUserSaysSo() {
        pipeline("changed-file: append");
        arrives("a.csv", "id,amount\n1,10\n");
        story.runs();
        arrives("a.csv", "id,amount\n1,11\n");
        story.runs();
        assertThat(story.one("SELECT total FROM gold.total")).isEqualTo("21.00");
        assertThat(story.runs().sources()).flatMap(Outcome::accounts).isEmpty();
    }

    @Test
    void aTouchedFileIsNothingNew() {
        arrives("a.csv", "id,amount\n1,10\n");
        story.runs();
        arrives("a.csv", "id,amount\n1,10\n");
        assertThat(story.runs().sources()).flatMap(Outcome::accounts).isEmpty();
    }

    @Test
    void aFileThatIsGoneStaysInTheLake() {
        arrives("a.csv", "id,amount\n1,10\n");
        arrives("b.csv", "id,amount\n2,20\n");
        story.runs();
        story.delete("in/a.csv");
        story.runs();
        assertThat(story.one("SELECT total FROM gold.total")).isEqualTo("30.00");
    }

    @Test
    void aFileThatIsGoneIsWithdrawnWhereTheUserSaysSo() {
        pipeline("removed-file: withdraw");
        arrives("a.csv", "id,amount\n1,10\n");
        arrives("b.csv", "id,amount\n2,20\n");
        story.runs();
        story.delete("in/a.csv");
        assertThat(notes(story.runs())).contains("in/a.csv is gone; its rows were taken out");
        assertThat(story.one("SELECT total FROM gold.total")).isEqualTo("20.00");
    }

    @Test
    void anEmptyFolderWithdrawsNothing() {
        pipeline("removed-file: withdraw");
        arrives("a.csv", "id,amount\n1,10\n");
        story.runs();
        story.delete("in/a.csv");
        assertThat(failures(story.run())).contains("sales lists nothing at all");
        assertThat(story.one("SELECT total FROM gold.total")).isEqualTo("10.00");
    }

    @Test
    void aCopyTakesThePlaceOfItsOriginal() {
        arrives("a.csv", "id,amount\n1,10\n");
        arrives("b.csv", "id,amount\n1,10\n");
        story.runs();
        arrives("a.csv", "id,amount\n2,20\n");
        story.runs();
        assertThat(story.ask("SELECT id FROM bronze.sales ORDER BY id")).containsExactly("1", "2");
    }

    @Test
    void tooManyBadRowsStopTheSourceAndTakeNothingIn() {
        pipeline("");
        story.write("foz.yaml", text("foz.yaml").replace("max-bad: 50%", "max-bad: 5%"));
        StringBuilder rows = new StringBuilder("id,amount\n");
        for (int i = 0; i < 200; i++) {
            rows.append(i).append(i % 4 == 0 ? ",many\n" : ",1\n");
        }
        arrives("a.csv", rows.toString());
        assertThat(failures(story.run()))
                .contains(
                        "50 of 200 rows of in/a.csv (25 %) can't be used, more than `max-bad: 5 %`: 50 × not-a-number");
        assertThat(story.one("SELECT count(*) FROM bronze.sales")).isEqualTo("0");
        assertThat(story.one("SELECT count(*) FROM system.quarantine")).isEqualTo("0");
    }

    @Test
    void aBadRowIsInTheQuarantineWithItsPlace() {
        arrives("a.csv", "id,amount\n1,10\n2,\"1,5\"\n3,3\n");
        story.runs();
        assertThat(story.one("""
            SELECT origin, file, record, line, byte_offset, column_name, code, decode(raw) FROM system.quarantine\
            """))
                .isEqualTo("sales"
                        + " | in/a.csv"
                        + " | 2 |"
                        + " 3 | 15"
                        + " | amount"
                        + " | not-a-number"
                        + " | 2,\"1,5\"");
        assertThat(story.balance("sales"))
                .isEqualTo("received 3 filtered 0 written 2 quarantined 1 ignored 0 duplicate 0 conflicting 0 closed");
    }

    @Test
    void aChangedQueryRebuildsItsTableAndThoseBelow() {
        arrives("a.csv", "id,amount\n1,10\n2,20\n");
        story.runs();
        story.write("sql/silver/sales.sql", "SELECT id, amount + 1 AS amount FROM bronze.sales WHERE amount > 10");
        story.runs();
        assertThat(story.ask("SELECT * FROM silver.sales")).allMatch(row -> row.startsWith("2 | 21.00"));
        assertThat(story.one("SELECT total, sales FROM gold.total")).isEqualTo("21.00 | 1");
    }

    @Test
    void aCommentInAQueryRebuildsNothing() {
        arrives("a.csv", "id,amount\n1,10\n");
        story.runs();
        story.write(
                "sql/silver/sales.sql",
                "-- a comment\nSELECT id, amount, amount * 2 AS twice FROM bronze.sales WHERE amount > 0");
        assertThat(story.runs().tables()).flatMap(Outcome::accounts).isEmpty();
    }

    @Test
    void aNewColumnIsEmptyForOldRows() {
        arrives("a.csv", "id,amount\n1,10\n");
        story.runs();
        story.write("foz.yaml", text("foz.yaml").replaceAll("( +)amount: ", "$1shop: string\n$1amount: "));
        arrives("b.csv", "id,shop,amount\n2,North,5\n");
        story.runs();
        assertThat(story.ask("SELECT id, shop FROM bronze.sales ORDER BY id")).containsExactly("1 | null", "2 | North");
    }

    private void arrives(String name, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        story.write("in/" + name, name.endsWith(".gz") ? gzip(bytes) : bytes);
        try {
            Files.setLastModifiedTime(
                    folder.resolve("in").resolve(name),
                    FileTime.from(Instant.parse("2026-01-01T00:00:00Z").plusSeconds(++tick)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String text(String name) {
        try {
            return Files.readString(folder.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] gzip(byte[] bytes) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    private static String notes(RunReport report) {
        return report.sources().stream()
                .flatMap(o -> o.notes().stream())
                .map(s -> s.text() + "\n")
                .reduce("", String::concat);
    }

    private static String failures(RunReport report) {
        return report.failures().stream().map(f -> f.getMessage() + "\n").reduce("", String::concat);
    }
}
