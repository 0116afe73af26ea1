package foz.engines.value;

import foz.api.balance.Reason;
import foz.api.type.Type;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Dates, times of day, wall clocks and instants, in declared patterns tried in order, or in ISO 8601. */
final class TemporalCast extends Cast {

    private final Type.Primitive primitive;
    private final MomentReader[] readers;
    private final boolean declared;
    private final WallClock clock;
    private final Moment moment = new Moment();

    TemporalCast(Type.Primitive type, List<String> patterns, ZoneId zone) {
        super(type, patterns.isEmpty() ? iso(type) : String.join(" or ", patterns));
        this.primitive = type;
        this.declared = !patterns.isEmpty();
        this.clock = new WallClock(zone);
        List<MomentReader> readers = new ArrayList<>();
        for (String pattern : patterns) {
            readers.add(
                    PatternReader.of(pattern).<MomentReader>map(r -> r).orElseGet(() -> new FormatterReader(pattern)));
        }
        if (patterns.isEmpty()) {
            readers.add(new IsoReader(
                    type != Type.Primitive.TIME, type != Type.Primitive.DATE, type == Type.Primitive.TIMESTAMPTZ));
        }
        this.readers = readers.toArray(MomentReader[]::new);
    }

    @Override
    public @Nullable Reason cast(byte[] text, int from, int to, Cell cell, int row) {
        for (MomentReader reader : readers) {
            moment.clear();
            if (reader.read(text, from, to, moment) && moment.exists()) {
                return put(cell, row);
            }
        }
        return misfit();
    }

    private @Nullable Reason put(Cell cell, int row) {
        if (!moment.isMicros()) {
            return Reason.TOO_MANY_DIGITS;
        }
        switch (primitive) {
            case DATE -> {
                if (!moment.hasDate) {
                    return misfit();
                }
                cell.setInt(row, moment.epochDay());
            }
            case TIME -> {
                if (!moment.hasTime) {
                    return misfit();
                }
                cell.setLong(row, moment.microsOfDay());
            }
            case TIMESTAMP -> {
                if (!moment.hasDate || !moment.hasTime && !declared) {
                    return misfit();
                }
                cell.setLong(row, moment.micros());
            }
            default -> {
                return putInstant(cell, row);
            }
        }
        return null;
    }

    private @Nullable Reason putInstant(Cell cell, int row) {
        if (!moment.hasDate || !moment.hasTime && !declared) {
            return misfit();
        }
        long local = moment.micros();
        Long offset = moment.offset != null ? Long.valueOf(moment.offset.getTotalSeconds()) : clock.offsetAt(local);
        if (offset == null) {
            return Reason.TIME_IN_GAP;
        }
        cell.setLong(row, local - offset * 1_000_000L);
        return null;
    }

    private Reason misfit() {
        return switch (primitive) {
            case DATE -> Reason.NOT_A_DATE;
            case TIME -> Reason.NOT_A_TIME;
            default -> Reason.NOT_A_TIMESTAMP;
        };
    }

    private static String iso(Type.Primitive type) {
        return switch (type) {
            case DATE -> "yyyy-MM-dd";
            case TIME -> "HH:mm:ss";
            case TIMESTAMPTZ -> "yyyy-MM-dd HH:mm:ss with an offset such as Z or +00:00, or without one";
            default -> "yyyy-MM-dd HH:mm:ss";
        };
    }
}
