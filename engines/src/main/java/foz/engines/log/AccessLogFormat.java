package foz.engines.log;

import foz.api.plan.Format.Numbers;
import foz.engines.record.Block;
import foz.engines.record.ReadPlan;
import foz.engines.record.RecordCounter;
import foz.engines.record.RecordDecoder;
import foz.engines.record.RecordFormat;
import foz.engines.record.TextEncoding;
import java.util.List;
import java.util.Optional;

/** The common and the combined log format, line by line as each is. */
public final class AccessLogFormat implements RecordFormat {

    private final ReadPlan plan;

    /** The format of a source. */
    public AccessLogFormat(ReadPlan plan) {
        this.plan = plan;
    }

    @Override
    public RecordCounter counter() {
        return new LineCounter();
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

    @Override
    public List<String> names(Optional<byte[]> header, Block firstRecords) {
        return List.of();
    }

    @Override
    public RecordDecoder decoder(Optional<byte[]> header) {
        return new LogDecoder(plan.source().columns(), plan.casts(Numbers.STANDARD));
    }
}
