package foz.app.quarantine;

import foz.api.balance.Quarantine;
import foz.api.engine.Answer;
import foz.api.engine.Session;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * One row of the quarantine, and what became of it. For the columns see {@link Quarantine#SCHEMA}.
 *
 * @param id stable name of the row
 * @param raw the bytes of the record, or the row as JSON where a table refused it
 */
public record BadRow(
        String id,
        String origin,
        OptionalLong fileId,
        Optional<String> file,
        OptionalLong record,
        OptionalLong line,
        OptionalLong byteOffset,
        Optional<String> column,
        String code,
        Optional<String> rule,
        String sentence,
        byte[] raw,
        boolean personal,
        Quarantine.Status status) {

    private static final int SHORT = 8;
    private static final String IS_OUTDATED = "(NOT contains(origin, '.') AND file_id IS NOT NULL"
            + " AND file_id NOT IN (SELECT file_id FROM system.files WHERE state = 'live'))";
    private static final String ALL =
            "SELECT id, origin, file_id, file, record, line, byte_offset, column_name, code, rule, sentence, raw,"
                    + " personal, " + IS_OUTDATED + " FROM system.quarantine ORDER BY origin, file_id, record, id";

    /** Every row of the quarantine, in order of origin. */
    public static List<BadRow> all(Session session, Map<String, Quarantine.Status> statuses) {
        List<BadRow> rows = new ArrayList<>();
        session.ask(ALL, answer -> read(answer, statuses, rows));
        return rows;
    }

    /** How many rows nobody has dealt with. */
    public static long open(Session session) {
        long[] open = new long[1];
        session.ask(
                "SELECT count(*) FROM system.quarantine WHERE id NOT IN (SELECT id FROM system.statuses) AND NOT "
                        + IS_OUTDATED,
                answer -> open[0] =
                        number(Objects.requireNonNull(answer.next()).getFirst()).orElse(0));
        return open[0];
    }

    private static void read(Answer answer, Map<String, Quarantine.Status> statuses, List<BadRow> rows) {
        for (List<@Nullable Object> row = answer.next(); row != null; row = answer.next()) {
            String id = String.valueOf(row.get(0));
            rows.add(new BadRow(
                    id,
                    String.valueOf(row.get(1)),
                    number(row.get(2)),
                    text(row.get(3)),
                    number(row.get(4)),
                    number(row.get(5)),
                    number(row.get(6)),
                    text(row.get(7)),
                    String.valueOf(row.get(8)),
                    text(row.get(9)),
                    String.valueOf(row.get(10)),
                    bytes(row.get(11)),
                    Boolean.TRUE.equals(row.get(12)),
                    statuses.getOrDefault(
                            id,
                            Boolean.TRUE.equals(row.get(13)) ? Quarantine.Status.OUTDATED : Quarantine.Status.OPEN)));
        }
    }

    /** The beginning of its id, by which people name it. */
    public String shortId() {
        return id.substring(0, Math.min(SHORT, id.length()));
    }

    /** Whether a table's rule refused it, and no source. */
    public boolean isOfTable() {
        return origin.contains(".");
    }

    /** What it shares with the others of its group. */
    public Group group() {
        return new Group(origin, code, column.or(() -> rule).orElse(""));
    }

    /**
     * Rows that were refused at one place for one reason.
     *
     * @param what the column, or the rule
     */
    public record Group(String origin, String code, String what) {}

    private static Optional<String> text(@Nullable Object value) {
        return Optional.ofNullable(value).map(String::valueOf);
    }

    private static OptionalLong number(@Nullable Object value) {
        return value instanceof Number n
                ? OptionalLong.of(new BigDecimal(n.toString()).longValueExact())
                : OptionalLong.empty();
    }

    private static byte[] bytes(@Nullable Object value) {
        return value instanceof byte[] bytes ? bytes : new byte[0];
    }
}
