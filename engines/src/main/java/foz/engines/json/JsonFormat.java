package foz.engines.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import foz.api.plan.Format.Numbers;
import foz.engines.record.Block;
import foz.engines.record.ReadPlan;
import foz.engines.record.RecordCounter;
import foz.engines.record.RecordDecoder;
import foz.engines.record.RecordFormat;
import foz.engines.record.TextEncoding;
import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** JSON, with numbers that stand in strings in a declared style. */
public final class JsonFormat implements RecordFormat {

    private final ReadPlan plan;
    private final Numbers style;

    /** The format of a source. */
    public JsonFormat(ReadPlan plan, Numbers style) {
        this.plan = plan;
        this.style = style;
    }

    @Override
    public RecordCounter counter() {
        return new JsonCounter();
    }

    @Override
    public int preambleLines() {
        return 0;
    }

    @Override
    public boolean hasHeader() {
        return false;
    }

    @Override
    public TextEncoding encoding() {
        return TextEncoding.named("utf-8");
    }

    /** The members of the first records, as far as they are whole. */
    @Override
    public List<String> names(Optional<byte[]> header, Block firstRecords) {
        Set<String> names = new LinkedHashSet<>();
        int length = firstRecords.end - firstRecords.position;
        try (JsonParser parser = new JsonFactory().createParser(firstRecords.bytes, firstRecords.position, length)) {
            JsonToken token = parser.nextToken();
            while (token != null) {
                if (token == JsonToken.START_OBJECT) {
                    names(parser, names);
                }
                token = parser.nextToken();
            }
        } catch (IOException notWhole) {
            // A broken record ends the look at the first ones; decoding will say what is wrong with it.
            return List.copyOf(names);
        }
        return List.copyOf(names);
    }

    private static void names(JsonParser object, Set<String> names) throws IOException {
        while (object.nextToken() == JsonToken.FIELD_NAME) {
            names.add(object.currentName());
            object.nextToken();
            object.skipChildren();
        }
    }

    @Override
    public RecordDecoder decoder(Optional<byte[]> header) {
        return new JsonDecoder(
                JsonTargets.of(plan), new JsonValues(plan, style), plan.source().drift());
    }
}
