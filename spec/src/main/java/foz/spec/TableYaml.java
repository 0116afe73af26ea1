package foz.spec;

import foz.api.plan.Doc;
import foz.api.plan.PartitionField;
import foz.api.plan.TablePlan.Keep;
import foz.api.plan.TablePlan.Outcome;
import foz.api.time.Schedule;
import java.time.Duration;
import java.time.LocalTime;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The settings of a table as they are written. */
record TableYaml(
        @Doc(value = "the columns that make a row unique", example = "[order_id, product]")
        List<Placed<String>> key,

        @Doc(
                value = "which of several rows of one key stays; without it, a second row of a key stops the refresh",
                example = "{keep: first, by: ordered_at}")
        Optional<Placed<DuplicatesYaml>> duplicates,

        @Doc(
                value = "how data files are split: a column, or year, month, day or hour of one, or bucket(n, column)"
                        + " or truncate(n, column)",
                example = "[\"month(ordered_at)\"]")
        List<Placed<PartitionField>> partitionBy,

        @Doc(
                value = "rules that each row is held against: outcome, then rule, then the SQL that has to be true"
                        + " (NULL is not)",
                example = "{quarantine: {positive-quantity: \"quantity > 0\"}}")
        Mapping<Outcome, Mapping<String, Placed<String>>> expect,

        @Doc(value = "when the table is brought up to date", standard = "on-change")
        RefreshYaml refresh,

        @Doc(value = "the language of its SQL", standard = "portable")
        Language sql,

        @Doc("how long rows stay, and where") @ComesWith("lifecycles")
        Later keep,

        @Doc("a full-text index beside the table") @ComesWith("search")
        Later search) {

    /** Which of several rows of one key stays, as it is written. */
    @Alone("keep")
    record DuplicatesYaml(
            @Doc("which one stays") Keep keep,

            @Doc(value = "the column that orders them; without it, the order of arrival", example = "ordered_at")
            Optional<Placed<String>> by,

            @Doc(
                    value = "how far apart in `by` two rows of one key may lie and still be the same; without it, any"
                            + " distance",
                    example = "30d")
            Optional<Duration> within) {}

    /** When a table is brought up to date, as it is written. */
    @Alone("when")
    record RefreshYaml(
            @Doc(value = "by what", standard = "on-change") When when,

            @Doc(value = "how long after the last refresh, at the earliest", example = "1h")
            Optional<Duration> every,

            @Doc(
                    value = "at which times, in the pipeline's time zone: minute, hour, day of month, month, day of"
                            + " week. A time that daylight saving leaves out comes at the end of the gap, one that"
                            + " it repeats comes once",
                    example = "\"0 3 * * *\"")
            Optional<String> cron,

            @Doc(
                    value = "when this source has brought all that belongs to a period, which it says with `complete`",
                    example = "orders")
            Optional<Placed<String>> whenComplete,

            @Doc(
                    value = "with `when-complete`: the time of day, after the end of the period, at which it is"
                            + " refreshed although something is missing",
                    example = "\"06:00\"")
            Optional<LocalTime> atLatest) {

        RefreshYaml {
            if (Stream.of(every, cron, whenComplete).filter(Optional::isPresent).count() > 1) {
                throw new IllegalArgumentException("one of every, cron and when-complete is enough, found several");
            }
            if (atLatest.isPresent() && whenComplete.isEmpty()) {
                throw new IllegalArgumentException("at-latest belongs to when-complete: which source is waited for?");
            }
            every.filter(Duration::isZero).ifPresent(none -> {
                throw new IllegalArgumentException("every is a time such as 10m or 1h, found none");
            });
            cron.ifPresent(RefreshYaml::checkCron);
        }

        private static void checkCron(String text) {
            try {
                Schedule.of(text);
            } catch (IllegalArgumentException wrong) {
                throw new IllegalArgumentException("cron: " + wrong.getMessage(), wrong);
            }
        }
    }

    /** By what a refresh is brought about. */
    enum When {
        @Doc("whenever a table it reads has changed")
        ON_CHANGE
    }

    /** What a table's SQL is written in. */
    enum Language {
        @Doc("checked and compiled by Foz; the same result on every engine")
        PORTABLE,
        @Doc("DuckDB's whole language; computed whole at each refresh, on DuckDB only")
        DUCKDB
    }
}
