package foz.engines.log;

import foz.api.balance.Reason;
import foz.api.plan.Column;
import foz.engines.record.Block;
import foz.engines.record.ColumnCast;
import foz.engines.record.RecordDecoder;
import foz.engines.record.Rows;
import foz.engines.record.Rows.Refusal;
import foz.engines.record.Utf8;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Turns the lines of an access log into rows. */
final class LogDecoder implements RecordDecoder {

    private final LogLine line = new LogLine();
    private final ColumnCast[] casts;
    private final @Nullable LogField[] fields;
    private final boolean[] patterned;

    LogDecoder(List<Column> columns, ColumnCast[] casts) {
        this.casts = casts;
        this.fields = new LogField[casts.length];
        this.patterned = new boolean[casts.length];
        for (int i = 0; i < columns.size(); i++) {
            patterned[i] = !columns.get(i).patterns().isEmpty();
            for (LogField field : LogField.values()) {
                if (field.name().toLowerCase(Locale.ROOT).equals(columns.get(i).from())) {
                    fields[i] = field;
                }
            }
        }
    }

    @Override
    public void decode(Block block, Rows rows) {
        while (!rows.isFull() && !block.isDone()) {
            int from = block.position;
            int to = from;
            while (to < block.end && block.bytes[to] != '\n') {
                to++;
            }
            record(block, from, to, rows);
            block.ordinal++;
            block.line++;
            block.position = Math.min(to + 1, block.end);
        }
    }

    private void record(Block block, int from, int end, Rows rows) {
        int to = end > from && block.bytes[end - 1] == '\r' ? end - 1 : end;
        int bad = Utf8.firstBad(block.bytes, from, to);
        if (to == from) {
            if (rows.isIgnored(Reason.BLANK_ROW)) {
                rows.ignore(Reason.BLANK_ROW);
            } else {
                refuse(block, from, to, rows, Reason.BLANK_ROW);
            }
        } else if (bad >= 0) {
            String shown = Utf8.hex(block.bytes, bad, to);
            refuse(block, from, to, rows, Reason.BAD_ENCODING, "bytes", shown, "encoding", "utf-8");
        } else if (!line.read(block.bytes, from, to)) {
            refuse(block, from, to, rows, Reason.MALFORMED_LINE, "format", "access-log (common or combined)");
        } else {
            fields(block, from, to, rows);
        }
    }

    private void fields(Block block, int from, int to, Rows rows) {
        for (int c = 0; c < casts.length; c++) {
            LogField field = fields[c];
            if (field == null || !line.has(field)) {
                Reason missing = casts[c].setNull(rows, c);
                if (missing != null) {
                    rows.refuse(casts[c].refusal(block, from, to, missing, ""));
                    return;
                }
                continue;
            }
            boolean iso = field == LogField.TIME && !patterned[c];
            byte[] text = iso ? line.isoTime() : block.bytes;
            int start = iso ? 0 : line.start(field);
            int end = iso ? text.length : line.end(field);
            Reason reason = casts[c].castQuoted(text, start, end, rows, c);
            if (reason != null) {
                rows.refuse(casts[c].refusal(block, from, to, reason, ColumnCast.shown(text, start, end)));
                return;
            }
        }
        rows.accept(block.ordinal);
    }

    private static void refuse(Block block, int from, int to, Rows rows, Reason reason, Object... facts) {
        byte[] raw = block.original(from, to);
        rows.refuse(new Refusal(block.ordinal, block.line, block.offsetOf(from), reason, null, facts, raw));
    }
}
