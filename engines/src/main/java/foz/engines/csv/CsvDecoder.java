package foz.engines.csv;

import foz.api.balance.Reason;
import foz.api.plan.Format.Dialect;
import foz.engines.record.Block;
import foz.engines.record.ColumnCast;
import foz.engines.record.RecordDecoder;
import foz.engines.record.Rows;
import foz.engines.record.Rows.Refusal;
import foz.engines.record.TextEncoding;
import foz.engines.record.Utf8;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Turns the records of a CSV file into rows: which of them are none, which fields are whose, what each value is. */
final class CsvDecoder implements RecordDecoder {

    private final Dialect dialect;
    private final TextEncoding encoding;
    private final CsvTokens tokens;
    private final CsvColumns columns;
    private final ColumnCast[] casts;
    private final byte[][] header;
    private @Nullable Block opened;
    private long openedSerial;
    private byte[] scratch = new byte[256];
    private byte[] translated = new byte[256];
    private byte[] text = new byte[0];
    private int textFrom;
    private int textTo;

    /** @param header the fields of the header as they are decoded, none without a header */
    CsvDecoder(
            Dialect dialect,
            TextEncoding encoding,
            CsvSigns signs,
            CsvColumns columns,
            ColumnCast[] casts,
            List<byte[]> header) {
        this.dialect = dialect;
        this.encoding = encoding;
        this.tokens = new CsvTokens(signs);
        this.columns = columns;
        this.casts = casts;
        this.header = header.toArray(byte[][]::new);
    }

    @Override
    public void decode(Block block, Rows rows) {
        if (block != opened || block.serial() != openedSerial) {
            tokens.open(block.bytes, block.position, block.end);
            opened = block;
            openedSerial = block.serial();
        }
        while (!rows.isFull() && tokens.next()) {
            if (!tokens.isComment()) {
                record(block, rows);
                block.ordinal++;
            }
            block.line += tokens.lines;
            block.position = tokens.next;
        }
    }

    private void record(Block block, Rows rows) {
        if (tokens.brokenField > 0) {
            refuse(block, rows, Reason.BROKEN_QUOTE, "detail", brokenQuote());
        } else if (tokens.tornField > 0) {
            String detail = "a quote in the middle of field " + tokens.tornField + " ends a later field";
            refuse(block, rows, Reason.BROKEN_QUOTE, "detail", detail);
        } else if (isBlank()) {
            setAside(block, rows, Reason.BLANK_ROW);
        } else if (isHeader(block.bytes)) {
            setAside(block, rows, Reason.REPEATED_HEADER);
        } else if (columns.drift() != null) {
            refuse(block, rows, columns.drift(), "column", columns.driftColumn());
        } else {
            fields(block, rows);
        }
    }

    private void fields(Block block, Rows rows) {
        Reason misfit = columns.misfit(tokens.fields, dialect.ragged());
        if (misfit != null) {
            refuse(block, rows, misfit, "expected", columns.expected(), "found", tokens.fields);
            return;
        }
        int bad = tokens.isAscii() ? -1 : badByte(block.bytes);
        if (bad >= 0) {
            String shown = Utf8.hex(block.bytes, bad, tokens.to);
            refuse(block, rows, Reason.BAD_ENCODING, "bytes", shown, "encoding", encoding.name());
            return;
        }
        for (int c = 0; c < casts.length; c++) {
            Reason reason = value(block.bytes, rows, c);
            if (reason != null) {
                String found = columns.fieldOf()[c] < 0 ? "" : ColumnCast.shown(text, textFrom, textTo);
                rows.refuse(casts[c].refusal(block, tokens.from, tokens.to, reason, found));
                return;
            }
        }
        rows.accept(block.ordinal);
    }

    private @Nullable Reason value(byte[] bytes, Rows rows, int column) {
        int field = columns.fieldOf()[column];
        if (field < 0 || field >= tokens.fields) {
            textTo = textFrom;
            return casts[column].setNull(rows, column);
        }
        text = bytes;
        textFrom = tokens.start(field);
        textTo = tokens.end(field);
        boolean quoted = tokens.isQuoted(field);
        if (quoted && tokens.isEscaped(field)) {
            unescape(field);
        }
        if (!tokens.isAscii() && encoding.kind() == TextEncoding.Kind.SINGLE_BYTE) {
            translate();
        }
        return quoted
                ? casts[column].castQuoted(text, textFrom, textTo, rows, column)
                : casts[column].castBare(text, textFrom, textTo, rows, column);
    }

    private void unescape(int field) {
        if (scratch.length < textTo - textFrom) {
            scratch = new byte[(textTo - textFrom) * 2];
        }
        textTo = tokens.unescape(field, scratch);
        textFrom = 0;
        text = scratch;
    }

    /** Bytes of the upper half as UTF-8; that all of them mean something was seen before. */
    private void translate() {
        if (translated.length < 4 * (textTo - textFrom)) {
            translated = new byte[8 * (textTo - textFrom)];
        }
        int n = 0;
        for (int i = textFrom; i < textTo; i++) {
            byte b = text[i];
            byte[] utf8 = b >= 0 ? null : encoding.utf8(b);
            if (utf8 == null) {
                translated[n++] = b;
            } else {
                System.arraycopy(utf8, 0, translated, n, utf8.length);
                n += utf8.length;
            }
        }
        text = translated;
        textFrom = 0;
        textTo = n;
    }

    private int badByte(byte[] bytes) {
        if (encoding.kind() != TextEncoding.Kind.SINGLE_BYTE) {
            return Utf8.firstBad(bytes, tokens.from, tokens.to);
        }
        for (int i = tokens.from; i < tokens.to; i++) {
            if (bytes[i] < 0 && encoding.utf8(bytes[i]) == null) {
                return i;
            }
        }
        return -1;
    }

    private boolean isBlank() {
        for (int i = 0; i < tokens.fields; i++) {
            if (tokens.end(i) > tokens.start(i)) {
                return false;
            }
        }
        return true;
    }

    private boolean isHeader(byte[] bytes) {
        if (tokens.fields != header.length) {
            return false;
        }
        for (int i = 0; i < header.length; i++) {
            int from = tokens.start(i);
            int to = tokens.end(i);
            if (tokens.isEscaped(i)) {
                text = bytes;
                textFrom = from;
                textTo = to;
                unescape(i);
                if (!Arrays.equals(text, 0, textTo, header[i], 0, header[i].length)) {
                    return false;
                }
            } else if (!Arrays.equals(bytes, from, to, header[i], 0, header[i].length)) {
                return false;
            }
        }
        return true;
    }

    private String brokenQuote() {
        return tokens.closedInText
                ? "text follows the closing quote of field " + tokens.brokenField
                : "the quote that opens field " + tokens.brokenField + " is never closed";
    }

    private void setAside(Block block, Rows rows, Reason reason) {
        if (rows.isIgnored(reason)) {
            rows.ignore(reason);
        } else {
            refuse(block, rows, reason);
        }
    }

    private void refuse(Block block, Rows rows, Reason reason, Object... facts) {
        rows.refuse(new Refusal(
                block.ordinal,
                block.line,
                block.offsetOf(tokens.from),
                reason,
                reason == Reason.MISSING_COLUMN || reason == Reason.UNKNOWN_COLUMN ? columns.driftColumn() : null,
                facts,
                block.original(tokens.from, tokens.to)));
    }
}
