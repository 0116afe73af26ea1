package foz.api.plan;

import foz.api.failure.Place;
import foz.api.sql.Incremental;
import foz.api.sql.Query;
import foz.api.type.Field;
import foz.api.type.Schema;
import foz.api.type.TableName;
import foz.api.type.Type;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One table that a SELECT fills, checked.
 *
 * @param name its name
 * @param sql the text of its file
 * @param place the file
 * @param query the checked query
 * @param key the columns that make a row unique; empty for none
 * @param duplicates which of several rows of one key is kept
 * @param expectations rules that each row is held against, in the order written
 * @param partitionBy its partitioning
 * @param timing when it is brought up to date
 * @param definition a digest of everything that decides its content: SQL, settings, compiler version; another one means a rebuild
 */
public record TablePlan(
        TableName name,
        String sql,
        Place place,
        Query query,
        List<String> key,
        Optional<Duplicates> duplicates,
        List<Expectation> expectations,
        List<PartitionField> partitionBy,
        Timing timing,
        String definition) {

    public TablePlan {
        key = List.copyOf(key);
        expectations = List.copyOf(expectations);
        partitionBy = List.copyOf(partitionBy);
    }

    /** A table that follows every change. */
    public TablePlan(
            TableName name,
            String sql,
            Place place,
            Query query,
            List<String> key,
            Optional<Duplicates> duplicates,
            List<Expectation> expectations,
            List<PartitionField> partitionBy,
            String definition) {
        this(name, sql, place, query, key, duplicates, expectations, partitionBy, new Timing.OnChange(), definition);
    }

    /** Which columns and ids the engine keeps beside a query's rows, as a number; another one means a rebuild. */
    public static final int ENGINE_STATE = 2;

    /** The hidden column of a table with a key and {@code within}: the least {@code by} of the rows that a row stands for. */
    public static final String KEY_FIRST = "_state_key_first";
    /** The greatest {@code by} of the rows that a row stands for. */
    public static final String KEY_LAST = "_state_key_last";

    /** The table's columns: what its query yields, and what is kept beside it so that its key can be decided again. */
    public Schema columns() {
        return new Schema(
                Stream.concat(query.columns().fields().stream(), keyState()).toList());
    }

    private Stream<Field> keyState() {
        return duplicates
                .filter(d -> !key.isEmpty() && d.within().isPresent())
                .flatMap(Duplicates::by)
                .flatMap(query.columns()::field)
                .stream()
                .flatMap(by -> Stream.of(KEY_FIRST, KEY_LAST).map(name -> Field.optional(name, by.type())));
    }

    /** How the table follows changes of its inputs: as its query does, where its key and its rules allow it. */
    public Incremental incremental() {
        return switch (query.incremental()) {
            case Incremental.Whole whole -> whole;
            case Incremental.Rows rows -> rows;
            case Incremental.Groups groups ->
                obstacle(groups).<Incremental>map(Incremental.Whole::new).orElse(groups);
        };
    }

    /** Groups are computed again one by one: a key must not reach from one to another, and refused rows must tell theirs. */
    private Optional<String> obstacle(Incremental.Groups groups) {
        for (String column : groups.columns()) {
            if (!key.isEmpty() && key.stream().noneMatch(column::equalsIgnoreCase)) {
                return Optional.of(
                        "its key doesn't contain " + column + ", so rows of one key may lie in several groups");
            }
            if (expectations.stream().anyMatch(e -> e.outcome() == Outcome.QUARANTINE) && !isTold(column)) {
                return Optional.of("rows in the quarantine don't tell their " + column);
            }
        }
        return Optional.empty();
    }

    /** Whether the column's value can be read back from a row in the quarantine: JSON numbers are exact to 15 digits. */
    private boolean isTold(String column) {
        return query.columns()
                .visible()
                .field(column)
                .filter(f -> !(f.type() instanceof Type.Decimal decimal) || decimal.precision() <= 15)
                .isPresent();
    }

    /**
     * Which of several rows with one key is kept.
     *
     * @param keep the first or the last by {@code by}; FAIL refuses the refresh
     * @param by the column that orders them; ties go by origin (file, record), so that the outcome is always the same
     * @param within how far apart, in {@code by}, two rows of one key may lie to count as the same; empty means any distance
     */
    public record Duplicates(Keep keep, Optional<String> by, Optional<Duration> within) {

        /** At any distance. */
        public Duplicates(Keep keep, Optional<String> by) {
            this(keep, by, Optional.empty());
        }
    }

    /** Which row of a key stays. */
    public enum Keep {
        @Doc("the earliest stays")
        FIRST,
        @Doc("the latest stays")
        LAST,
        @Doc("the refresh stops; the table stays as it was")
        FAIL
    }

    /**
     * A rule that each row is held against. NULL is not true.
     *
     * @param name the rule's name
     * @param outcome what happens to a row for which it is not true
     * @param sql the condition as written
     * @param condition the condition compiled for the engine
     */
    public record Expectation(String name, Outcome outcome, String sql, String condition, Place place) {}

    /** What happens to a row for which a rule is not true. */
    public enum Outcome {
        @Doc("the row goes to the quarantine")
        QUARANTINE,
        @Doc("the row is left out and counted")
        DROP,
        @Doc("the row stays and is counted")
        WARN,
        @Doc("the refresh stops; the table stays as it was")
        FAIL
    }
}
