package foz.engines.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamReadException;
import foz.api.balance.Reason;
import foz.api.plan.SourcePlan.Drift;
import foz.engines.record.Block;
import foz.engines.record.ColumnCast;
import foz.engines.record.RecordDecoder;
import foz.engines.record.Rows;
import foz.engines.record.Rows.Refusal;
import foz.engines.record.Utf8;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Turns JSON values into rows. Each is parsed whole; only where that fails is its end looked for by its braces. */
final class JsonDecoder implements RecordDecoder {

    private static final JsonFactory FACTORY = JsonFactory.builder()
            .enable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
            .build();

    private final JsonTargets targets;
    private final JsonValues values;
    private final boolean strict;
    private final boolean[] seen;
    private boolean opened;

    private @Nullable Reason reason;
    private int reasonColumn;
    private String found = "";
    private @Nullable String unknown;

    JsonDecoder(JsonTargets targets, JsonValues values, Drift drift) {
        this.targets = targets;
        this.values = values;
        this.strict = drift == Drift.QUARANTINE;
        this.seen = new boolean[values.size()];
    }

    @Override
    public void decode(Block block, Rows rows) {
        while (!rows.isFull()) {
            skipBetween(block);
            if (block.isDone()) {
                return;
            }
            int end = record(block, rows);
            for (int i = block.position; i < end; i++) {
                block.line += block.bytes[i] == '\n' ? 1 : 0;
            }
            block.position = end;
            block.ordinal++;
        }
    }

    /** Blanks, commas and a closing bracket; and the bracket that opens an array of all records. */
    private void skipBetween(Block block) {
        while (!block.isDone()) {
            byte b = block.bytes[block.position];
            if (b == '[' && block.ordinal == 1 && !opened) {
                opened = true;
            } else if (b != ' ' && b != '\n' && b != '\r' && b != '\t' && b != ',' && b != ']') {
                return;
            }
            block.line += b == '\n' ? 1 : 0;
            block.position++;
        }
    }

    private int record(Block block, Rows rows) {
        int from = block.position;
        Arrays.fill(seen, false);
        reason = null;
        unknown = null;
        try (JsonParser parser = FACTORY.createParser(block.bytes, from, block.end - from)) {
            JsonToken token = parser.nextToken();
            if (token != JsonToken.START_OBJECT) {
                return malformed(block, rows, "expected an object, found " + ColumnCast.shown(shown(block, from)));
            }
            members(block, parser, rows, targets, from, true);
            int end = from + (int) parser.currentLocation().getByteOffset();
            finish(block, rows, from, end);
            return end;
        } catch (StreamReadException e) {
            return malformed(block, rows, e.getOriginalMessage());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String shown(Block block, int from) {
        return ColumnCast.shown(block.bytes, from, Math.min(block.end, from + 40))
                .lines()
                .findFirst()
                .orElse("");
    }

    private int malformed(Block block, Rows rows, String detail) {
        int from = block.position;
        int end = JsonSpan.end(block.bytes, from, block.end, true);
        int to = end;
        while (to > from && (block.bytes[to - 1] == '\n' || block.bytes[to - 1] == '\r')) {
            to--;
        }
        int bad = Utf8.firstBad(block.bytes, from, to);
        if (bad >= 0) {
            String hex = Utf8.hex(block.bytes, bad, to);
            refuse(block, rows, from, to, Reason.BAD_ENCODING, null, "bytes", hex, "encoding", "utf-8");
        } else {
            refuse(block, rows, from, to, Reason.MALFORMED_JSON, null, "detail", detail);
        }
        return end;
    }

    /** Reads the members of the object, or the elements of the array, that the parser stands at the beginning of. */
    private void members(Block block, JsonParser parser, Rows rows, JsonTargets wanted, int from, boolean top)
            throws IOException {
        boolean list = parser.currentToken() == JsonToken.START_ARRAY;
        int index = 0;
        while (true) {
            JsonToken token = parser.nextToken();
            if (token == JsonToken.END_OBJECT || token == JsonToken.END_ARRAY) {
                return;
            }
            String name = list ? Integer.toString(index++) : parser.currentName();
            if (!list) {
                parser.nextToken();
            }
            JsonTargets target = wanted.member(name);
            if (target == null) {
                if (top && unknown == null) {
                    unknown = name;
                }
                parser.skipChildren();
            } else {
                value(block, parser, rows, target, from);
            }
        }
    }

    private void value(Block block, JsonParser parser, Rows rows, JsonTargets target, int from) throws IOException {
        boolean structure = parser.currentToken().isStructStart();
        if (structure && target.columns().isEmpty()) {
            members(block, parser, rows, target, from, false);
            return;
        }
        int start = from + (int) parser.currentTokenLocation().getByteOffset();
        if (structure) {
            parser.skipChildren();
        }
        int end = from + (int) parser.currentLocation().getByteOffset();
        for (int column : target.columns()) {
            seen[column] = true;
            Reason misfit = structure
                    ? values.structure(block.bytes, start, end, rows, column)
                    : values.scalar(parser, rows, column);
            if (misfit != null && reason == null) {
                reason = misfit;
                reasonColumn = column;
                found = structure ? ColumnCast.shown(block.bytes, start, end) : parser.getText();
            }
        }
        if (structure && target.hasMembers()) {
            try (JsonParser inside = FACTORY.createParser(block.bytes, start, end - start)) {
                inside.nextToken();
                members(block, inside, rows, target, start, false);
            }
        }
    }

    private void finish(Block block, Rows rows, int from, int end) {
        int bad = Utf8.firstBad(block.bytes, from, end);
        if (bad >= 0) {
            String hex = Utf8.hex(block.bytes, bad, end);
            refuse(block, rows, from, end, Reason.BAD_ENCODING, null, "bytes", hex, "encoding", "utf-8");
            return;
        }
        if (strict && unknown != null) {
            refuse(block, rows, from, end, Reason.UNKNOWN_COLUMN, unknown, "column", unknown);
            return;
        }
        for (int c = 0; c < seen.length && reason == null; c++) {
            if (!seen[c]) {
                reason = values.cast(c).setNull(rows, c);
                reasonColumn = c;
                found = "";
            }
        }
        if (reason != null) {
            rows.refuse(values.cast(reasonColumn).refusal(block, from, end, reason, found));
        } else {
            rows.accept(block.ordinal);
        }
    }

    private static void refuse(
            Block block, Rows rows, int from, int to, Reason reason, @Nullable String column, Object... facts) {
        byte[] raw = block.original(from, to);
        rows.refuse(new Refusal(block.ordinal, block.line, block.offsetOf(from), reason, column, facts, raw));
    }
}
