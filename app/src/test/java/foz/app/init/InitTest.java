package foz.app.init;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InitTest {

    @TempDir
    Path folder;

    @Test
    void dayAndMonthAreToldApartByAllValues() throws IOException {
        String yaml = yaml("d,n\n01/02/2024,1\n03/04/2024,2\n25/12/2024,3\n");
        assertThat(yaml).contains("# not MM/dd/yyyy: line 4 has `25/12/2024`").contains("pattern: [\"dd/MM/yyyy\"]");
        assertThat(yaml("d\n12/25/2024\n01/02/2024\n")).contains("pattern: [\"MM/dd/yyyy\"]");
    }

    @Test
    void anAmbiguousDateIsAGuessAndSaysSo() throws IOException {
        assertThat(yaml("d,n\n01/02/2024,1\n"))
                .contains("# every value reads as dd/MM/yyyy too; month first is a guess")
                .contains("pattern: [\"MM/dd/yyyy\"]");
        assertThat(yaml("d;n\n01/02/2024;1,5\n"))
                .contains("# every value reads as MM/dd/yyyy too; day first is a guess")
                .contains("pattern: [\"dd/MM/yyyy\"]");
    }

    @Test
    void oneColumnMayHaveSeveralPatterns() throws IOException {
        assertThat(yaml("d,n\n2024-02-01,1\n2024-02-02,1\n13/02/2024,2\n"))
                .contains("pattern: [\"yyyy-MM-dd\", \"dd/MM/yyyy\"]");
    }

    @Test
    void decimalCommasAndThousandsAreFound() throws IOException {
        assertThat(yaml("a;b\n1.234,50;x\n-2,5;y\n"))
                .contains("delimiter: \";\"")
                .contains("decimal-point: \",\", thousands: \".\"")
                .contains("{type: \"decimal(12,2)\", from: a}");
    }

    @Test
    void leadingZerosKeepANumberText() throws IOException {
        assertThat(yaml("zip,n\n01234,1\n99999,2\n"))
                .contains("# line 2: `01234` begins with a zero that a number would lose")
                .contains("zip: {type: string, from: zip}");
    }

    @Test
    void aWordForNothingBecomesANullWord() throws IOException {
        assertThat(yaml("n,t\n1,x\nn/a,y\n3,z\n"))
                .contains("null-words: [\"\", \"n/a\"]")
                .contains("# line 3: `n/a` keeps it from being an int; it is listed as a null word")
                .contains("{type: int, from: n}");
    }

    @Test
    void aCounterExampleIsNamedByItsLine() throws IOException {
        assertThat(yaml("n,t\n1,x\n2,y\nA3,z\n4,z\n"))
                .contains("# line 4: `A3` keeps it from being an int, as 3 of 4 values are")
                .contains("{type: string, from: n}");
    }

    @Test
    void largeNumbersGetTheTypeThatHoldsThem() throws IOException {
        assertThat(yaml("a,b,c,d\n2147483647,2147483648,1e5,12345678901234567890\n"))
                .contains("a: {type: int,")
                .contains("b: {type: long,")
                .contains("c: {type: double,")
                .contains("d: {type: \"decimal(38,0)\",");
    }

    @Test
    void encodingsAreToldApart() throws IOException {
        String text = "name,n\nJosé,1\n";
        assertThat(yaml(text.getBytes(StandardCharsets.UTF_8))).contains("encoding: utf-8");
        assertThat(yaml(text.getBytes(StandardCharsets.ISO_8859_1))).contains("encoding: latin1");
        assertThat(yaml("name,n\n€,1\n".getBytes(Charset.forName("windows-1252"))))
                .contains("encoding: windows-1252");
        assertThat(yaml(text.getBytes(StandardCharsets.UTF_16)))
                .contains("encoding: utf-16")
                .contains("{type: string, from: name}");
    }

    @Test
    void linesBeforeTheHeaderAreLeftOut() throws IOException {
        assertThat(yaml("station:;Porto\nfounded:;1999\nday;temp;wind\n2024-01-01;1,5;2\n2024-01-02;2,5;3\n"))
                .contains("preamble-lines: 2")
                .contains("{type: date, from: day}");
    }

    @Test
    void aFileWithoutAHeaderGoesByPosition() throws IOException {
        assertThat(yaml("1,x,2024-01-01\n2,y,2024-01-02\n"))
                .contains("header: false")
                .contains("{type: int, from: \"#1\"}");
    }

    @Test
    void jsonLeavesBecomeColumns() throws IOException {
        Path file = Files.writeString(
                folder.resolve("e.json"),
                "{\"a\": {\"b\": 1}, \"t\": [\"x\"], \"o\": [{\"p\": 1}]}\n{\"a\": {\"b\": 2.5}}\n");
        Path made = folder.resolve("made");
        FolderMaker.from(file, made);
        assertThat(Files.readString(made.resolve("foz.yaml")))
                .contains("format: ndjson")
                .contains("a_b: {type: \"decimal(12,1)\", from: \"/a/b\"}")
                .contains("t:   {type: \"list<string>\", from: \"/t\"}")
                .contains("on-drift: ignore");
    }

    @Test
    void blanksAroundAHeadersNamesAreLeftOutAsInARun() throws IOException {
        assertThat(yaml("id, name, id \n1,a,2\n"))
                .contains("name: {type: string, from: name}")
                .contains("from: \"#1\"")
                .contains("from: \"#3\"");
    }

    @Test
    void aFileNameWithALineBreakStaysInItsComment() throws IOException {
        assertThat(draft("a\nb.csv", "n\n1\n"))
                .contains("a\\nb.csv, which was read")
                .doesNotContain("\nb.csv");
    }

    @Test
    void aTornLineCostsOnlyItself() throws IOException {
        assertThat(draft("torn.ndjson", "{\"a\": 1}\n{\"a\n{\"a\": 2}\n"))
                .contains("# 1 line is no JSON, the first is line 2")
                .contains("a: {type: int, from: \"/a\"}")
                .contains("max-bad: 50%");
    }

    @Test
    void anObjectThatIsNullSomewhereIsNoColumn() throws IOException {
        assertThat(draft("null.json", "[{\"u\": {\"n\": 1}}, {\"u\": null}]"))
                .contains("from: \"/u/n\"")
                .doesNotContain("from: \"/u\"");
    }

    @Test
    void accessLogsMayNameTheServer() throws IOException {
        assertThat(draft("a.log", "shop:443 192.0.2.1 - - [22/Oct/2024:07:10:16 +0000] \"GET / HTTP/1.1\" 200 5\n"))
                .contains("format: access-log");
    }

    @Test
    void aLineInBracketsIsNoJson() throws IOException {
        assertThat(draft("e.log", "[Sun Dec 04 04:47:44 2005] [notice] ready\n"))
                .contains("format: csv");
    }

    private String draft(String name, String text) throws IOException {
        Path file = Files.writeString(folder.resolve(name), text);
        Path made = Files.createTempDirectory(folder, "made");
        FolderMaker.from(file, made);
        return Files.readString(made.resolve("foz.yaml"));
    }

    @Test
    void aZstdFileIsReadAsARunWouldReadIt() throws Exception {
        Path file = folder.resolve("sales.csv.zst");
        try (Connection duckDb = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = duckDb.createStatement()) {
            statement.execute(
                    "COPY (SELECT 1 AS id, 'x' AS note) TO '" + file + "' (FORMAT csv, HEADER, COMPRESSION zstd)");
        }
        Path made = Files.createTempDirectory(folder, "made");
        FolderMaker.from(file, made);
        assertThat(Files.readString(made.resolve("foz.yaml"))).contains("{type: int, from: id}");
    }

    private String yaml(String text) throws IOException {
        return yaml(text.getBytes(StandardCharsets.UTF_8));
    }

    private String yaml(byte[] bytes) throws IOException {
        Path file = Files.write(Files.createTempFile(folder, "file", ".csv"), bytes);
        Path made = Files.createTempDirectory(folder, "made");
        FolderMaker.from(file, made);
        return Files.readString(made.resolve("foz.yaml"));
    }
}
