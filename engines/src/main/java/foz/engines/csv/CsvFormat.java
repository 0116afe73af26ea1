package foz.engines.csv;

import foz.api.plan.Format.Dialect;
import foz.engines.record.Block;
import foz.engines.record.ReadPlan;
import foz.engines.record.RecordCounter;
import foz.engines.record.RecordDecoder;
import foz.engines.record.RecordFormat;
import foz.engines.record.TextEncoding;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** CSV in a declared dialect. */
public final class CsvFormat implements RecordFormat {

    private final ReadPlan plan;
    private final Dialect dialect;
    private final TextEncoding encoding;
    private final CsvSigns signs;

    /** The format of a source. */
    public CsvFormat(ReadPlan plan, Dialect dialect) {
        this.plan = plan;
        this.dialect = dialect;
        this.encoding = TextEncoding.named(dialect.encoding());
        this.signs = CsvSigns.of(dialect, encoding);
    }

    @Override
    public RecordCounter counter() {
        return new CsvCounter(signs);
    }

    @Override
    public int preambleLines() {
        return dialect.preambleLines();
    }

    @Override
    public boolean hasHeader() {
        return dialect.header();
    }

    @Override
    public TextEncoding encoding() {
        return encoding;
    }

    @Override
    public List<String> names(Optional<byte[]> header, Block firstRecords) {
        return header.isEmpty() ? List.of() : names(fields(header.get()));
    }

    @Override
    public RecordDecoder decoder(Optional<byte[]> header) {
        List<byte[]> fields = header.map(this::fields).orElse(List.of());
        CsvColumns columns = header.isPresent() ? CsvColumns.named(plan, names(fields)) : CsvColumns.positioned(plan);
        return new CsvDecoder(dialect, encoding, signs, columns, plan.casts(dialect.numbers()), fields);
    }

    private List<String> names(List<byte[]> fields) {
        return fields.stream().map(f -> encoding.text(f, 0, f.length).strip()).toList();
    }

    /** The fields of a header. A broken quote in it leaves nothing to match, which drift then says. */
    private List<byte[]> fields(byte[] header) {
        CsvTokens tokens = new CsvTokens(signs);
        tokens.open(header, 0, header.length);
        List<byte[]> fields = new ArrayList<>();
        if (tokens.next()) {
            for (int i = 0; i < tokens.fields; i++) {
                byte[] text = new byte[tokens.end(i) - tokens.start(i)];
                int length = text.length;
                if (tokens.isEscaped(i)) {
                    length = tokens.unescape(i, text);
                } else {
                    System.arraycopy(header, tokens.start(i), text, 0, length);
                }
                fields.add(Arrays.copyOf(text, length));
            }
        }
        return fields;
    }
}
