package foz.engines.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.luben.zstd.Zstd;
import foz.api.balance.Balance;
import foz.api.engine.LoadFile;
import foz.api.engine.LoadFile.RawRecord;
import foz.api.failure.FozException;
import foz.api.plan.Format.Dialect;
import foz.api.plan.Format.Numbers;
import foz.api.plan.Format.Ragged;
import foz.api.plan.SourcePlan.Drift;
import foz.engines.load.Loads.Bad;
import foz.engines.load.Loads.Outcome;
import foz.engines.record.ReadFailure;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files as they come: cut off, half compressed, in other encodings, with too much or too little in them. */
class HardFilesTest {

    private Loads loads;

    @BeforeEach
    void twoColumns(@TempDir Path folder) {
        loads = new Loads(folder).column("id", "long", "id").column("name", "string", "name");
    }

    @Test
    void anEmptyFileHasNoRecords() {
        Outcome outcome = loads.file("").load();
        assertThat(outcome.file().balance()).isEqualTo(Balance.EMPTY);
        assertThat(outcome.loaded().rows()).isEmpty();
    }

    @Test
    void aHeaderAloneHasNoRecords() {
        Outcome outcome = loads.file("id,name").load();
        assertThat(outcome.file().balance()).isEqualTo(Balance.EMPTY);
        assertThat(outcome.file().header())
                .hasValueSatisfying(h -> assertThat(h).asString().isEqualTo("id,name"));
    }

    @Test
    void aTruncatedGzipFileIsAFailure() throws IOException {
        byte[] whole = gzip("id,name\n" + "1,abc\n".repeat(10_000));
        assertThatThrownBy(
                        () -> loads.file(Arrays.copyOf(whole, whole.length / 2)).load())
                .isInstanceOfSatisfying(
                        FozException.class, e -> assertThat(e.code()).isEqualTo(ReadFailure.SOURCE_FILE_DAMAGED));
    }

    @Test
    void aTruncatedZstdFileIsAFailure() {
        byte[] whole = Zstd.compress(("id,name\n" + "1,abc\n".repeat(10_000)).getBytes(StandardCharsets.UTF_8));
        assertThatThrownBy(
                        () -> loads.file(Arrays.copyOf(whole, whole.length / 2)).load())
                .isInstanceOfSatisfying(
                        FozException.class, e -> assertThat(e.code()).isEqualTo(ReadFailure.SOURCE_FILE_DAMAGED));
    }

    @Test
    void membersAndFramesFollowEachOther() throws IOException {
        ByteArrayOutputStream members = new ByteArrayOutputStream();
        members.write(gzip("id,name\n1,a\n2,"));
        members.write(gzip("b\n3,c\n"));
        assertThat(loads.file(members.toByteArray()).load().rows()).hasSize(3);
        ByteArrayOutputStream frames = new ByteArrayOutputStream();
        frames.write(Zstd.compress("id,name\n1,a\n2,".getBytes(StandardCharsets.UTF_8)));
        frames.write(Zstd.compress("b\n3,c\n".getBytes(StandardCharsets.UTF_8)));
        assertThat(loads.file(frames.toByteArray()).load().rowsOf(2)).hasSize(3);
    }

    @Test
    void aBrokenQuoteCostsItsLineAlone() {
        Outcome outcome = loads.file("""
            id,name
            1,"fine"
            2,"never closed
            3,three
            4,"in "the" middle"
            5,"two
            lines"
            6,"last\
            """).load();
        assertThat(outcome.rows()).extracting(List::getFirst).containsExactly("1", "3", "5");
        assertThat(outcome.bad()).extracting(Bad::code).containsOnly("broken-quote");
        assertThat(outcome.bad())
                .extracting(Bad::raw)
                .containsExactly("2,\"never closed", "4,\"in \"the\" middle\"", "6,\"last");
        assertThat(outcome.bad()).extracting(Bad::line).containsExactly(3L, 5L, 8L);
    }

    @Test
    void aQuoteInTextIsTextUnlessItTearsAFieldApart() {
        Outcome outcome = loads.file("id,name\n1,5\" disk\n2,12\"\n3\"three, and\" \n4\"four, and\"\n")
                .load();
        assertThat(outcome.rows()).containsExactly(List.of("1", "5\" disk"), List.of("2", "12\""));
        assertThat(outcome.bad()).extracting(Bad::code).containsExactly("not-a-number", "broken-quote");
    }

    @Test
    void bytesThatAreNoTextCostTheirRecordAlone() {
        byte[] bytes = "id,name\n1,a\n2,caf?\n3,c\n".getBytes(StandardCharsets.UTF_8);
        bytes[bytes.length - 6] = (byte) 0xE9;
        Outcome outcome = loads.file(bytes).load();
        assertThat(outcome.rows()).hasSize(2);
        assertThat(outcome.bad().getFirst().code()).isEqualTo("bad-encoding");
        assertThat(outcome.bad().getFirst().offset()).isEqualTo(12);
        assertThat(outcome.bad().getFirst().bytes()).endsWith((byte) 0xE9);
    }

    @Test
    void utf16KeepsOffsetsAndOriginalBytes() {
        byte[] text = "\uFEFFid,name\r\n1,é😀\r\nx,漢\r\n".getBytes(StandardCharsets.UTF_16LE);
        Outcome outcome = loads.dialect(dialect("utf-16")).file(text).load();
        assertThat(outcome.rows()).containsExactly(List.of("1", "é😀"));
        Bad bad = outcome.bad().getFirst();
        assertThat(bad.bytes()).isEqualTo("x,漢".getBytes(StandardCharsets.UTF_16LE));
        assertThat(Arrays.copyOfRange(text, (int) bad.offset(), (int) bad.offset() + bad.bytes().length))
                .isEqualTo(bad.bytes());
    }

    @Test
    void utf16WithoutItsMarkIsAFailureThatSaysWhatToWrite() {
        byte[] text = "id,name\n1,a\n".getBytes(StandardCharsets.UTF_16LE);
        assertThatThrownBy(() -> loads.dialect(dialect("utf-16")).file(text).load())
                .hasMessageContaining("utf-16le");
    }

    @Test
    void aRecordBeyondTheLimitIsRefusedAndTheRestIsRead() {
        String text = "id,name\n1,a\n2," + "x".repeat(5 << 20) + "\n3,c\n4,\"" + "y".repeat(3 << 20) + "\n5,e\n";
        Outcome outcome = loads.limit(2 << 20).file(text).load();
        assertThat(outcome.rows()).extracting(List::getFirst).containsExactly("1", "3", "5");
        assertThat(outcome.bad()).extracting(Bad::code).containsExactly("too-long", "too-long");
        assertThat(outcome.bad()).extracting(Bad::line).containsExactly(3L, 5L);
        assertThat(outcome.file().balance()).isEqualTo(Balance.ofFile(5, 3, 2, 0));
    }

    @Test
    void raggedRecordsArePaddedOrFittedWhereDeclared() {
        String text = "id,name\n1\n2,b\n3,c,more\n";
        assertThat(loads.file(text).load().bad())
                .extracting(Bad::code)
                .containsExactly("too-few-fields", "too-many-fields");
        loads.dialect(new Dialect(
                ",",
                Optional.of('"'),
                Optional.empty(),
                "utf-8",
                true,
                0,
                Optional.empty(),
                Ragged.FIT,
                Numbers.STANDARD));
        assertThat(loads.load().rows()).containsExactly(Arrays.asList("1", null), List.of("2", "b"), List.of("3", "c"));
    }

    @Test
    void aFileWithOtherColumnsIsTreatedAsDeclared() {
        String text = "id,name,city\n1,a,Recife\n";
        assertThat(loads.file(text).load().bad()).extracting(Bad::code).containsExactly("unknown-column");
        assertThat(loads.drift(Drift.IGNORE).load().rows()).containsExactly(List.of("1", "a"));
        assertThat(loads.drift(Drift.EVOLVE).drifted("city").load().rows())
                .containsExactly(List.of("1", "a", "Recife"));
        assertThat(loads.columnsOf()).containsExactly("id", "name", "city");
    }

    @Test
    void refusedRecordsAreReadAgainAsTheyWere() {
        Outcome first = loads.file("id,name\n1,a\nx,\"b\"\"\nc\"\ny,d\n").load();
        assertThat(first.bad()).hasSize(2);
        List<RawRecord> edited = first.bad().stream()
                .map(b -> new RawRecord(
                        b.record(),
                        b.line(),
                        b.offset(),
                        b.raw().replace('x', '7').getBytes(StandardCharsets.UTF_8)))
                .toList();
        loads.file(new LoadFile.Records(9, "file9", first.file().header(), edited));
        Outcome second = loads.load();
        assertThat(second.rowsOf(9)).containsExactly(List.of("7", "b\"\nc"));
        assertThat(second.loaded().files().getLast().balance()).isEqualTo(Balance.ofFile(2, 1, 1, 0));
        assertThat(second.bad().getLast().record()).isEqualTo(3);
    }

    @Test
    void idsOfTheQuarantineAreTheSameWhenReadAgain() {
        loads.file("id,name\nx,a\ny,b\n");
        List<String> ids = loads.load().bad().stream().map(Bad::id).toList();
        assertThat(loads.load().bad()).extracting(Bad::id).isEqualTo(ids).doesNotHaveDuplicates();
    }

    private static Dialect dialect(String encoding) {
        return new Dialect(
                ",",
                Optional.of('"'),
                Optional.empty(),
                encoding,
                true,
                0,
                Optional.empty(),
                Ragged.QUARANTINE,
                Numbers.STANDARD);
    }

    private static byte[] gzip(String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream zip = new GZIPOutputStream(bytes)) {
            zip.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }
}
