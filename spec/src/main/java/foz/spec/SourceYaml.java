package foz.spec;

import foz.api.balance.Reason;
import foz.api.plan.Complete;
import foz.api.plan.Doc;
import foz.api.plan.FilePolicy;
import foz.api.plan.Format;
import foz.api.plan.KeepRaw;
import foz.api.plan.SourcePlan.Drift;
import foz.api.type.TableName;
import foz.api.type.Type;
import java.util.List;
import java.util.Optional;

/** A source as it is written: Foz's own keys. Those of its kind stand beside them. */
record SourceYaml(
        @Doc(value = "the outside system", example = "files")
        String kind,

        @Doc("the name under which programs send to Foz, where Foz listens instead of fetching") @ComesWith("doors")
        Later door,

        @Doc(value = "how bytes become records; gzip and zstd are told by the bytes themselves", example = "csv")
        Placed<FormatName> format,

        @Doc("how a CSV file is written, for `format: csv`") Optional<Placed<Format.Dialect>> csv,

        @Doc("how text in JSON becomes numbers and NULL, for `format: json` and `ndjson`")
        Optional<Placed<Format.Numbers>> json,

        @Doc(
                value = "the columns of the bronze table, each with a type alone or with settings",
                example = "{order_id: long, price: {type: \"decimal(12,2)\", from: \"Price Each\"}}")
        Mapping<String, ColumnYaml> columns,

        @Doc(
                value = "reasons for which a record is counted as ignored instead of going to the quarantine",
                example = "[blank-row, repeated-header]")
        List<Reason> ignore,

        @Doc(value = "what a column means that is unknown or missing in a file", standard = "quarantine")
        Drift onDrift,

        @Doc(value = "what repeated, changed and vanished files mean", inline = true)
        Optional<FilePolicy> files,

        @Doc(
                value = "the share of bad records above which this source stops and says so, once 100 were received;"
                        + " ignored ones don't count, nor do those that `on-drift` puts into the quarantine",
                standard = "5%")
        Percentage maxBad,

        @Doc(
                value = "how long the original bytes are kept, apart from bronze, for a second reading",
                standard = "none",
                example = "30d")
        KeepRaw keepRaw,

        @Doc(
                value = "columns that the bronze table once had and is to have no longer; data files and older"
                        + " snapshots keep them",
                example = "[fax]")
        List<Placed<String>> dropped,

        @Doc(
                value = "when the source has brought all that belongs to a period: when each member has a row in it."
                        + " Tables with `refresh: {when-complete: …}` wait for that",
                example = "{each: day, members: bronze.stores, at: sold_at, by: [store]}")
        Optional<Placed<CompleteYaml>> complete,

        @Doc("the column that says when something happened") @ComesWith("streams")
        Later at,

        @Doc("how late a row may come") @ComesWith("streams")
        Later lateAfter) {

    /** How bytes become records. */
    enum FormatName {
        @Doc("delimiter-separated text")
        CSV,
        @Doc("one array of objects, or objects one after another")
        JSON,
        @Doc("one object per line")
        NDJSON,
        @Doc("Apache Parquet files")
        PARQUET,
        @Doc("the common and combined log formats of web servers")
        ACCESS_LOG
    }

    /** When a source has brought all that belongs to a period, as it is written. */
    record CompleteYaml(
            @Doc("how long a period is") Complete.Period each,

            @Doc(value = "the table that lists who must have sent something", example = "bronze.stores")
            Placed<TableName> members,

            @Doc(
                    value = "the source's column that says when; may be left out when it has only one date or"
                            + " timestamp",
                    example = "sold_at")
            Optional<Placed<String>> at,

            @Doc(
                    value = "the columns, of the same names in both, that say who; without it, those that the source"
                            + " and the members have in common",
                    example = "[store]")
            List<Placed<String>> by) {}

    /** A column of a source as it is written. */
    @Alone("type")
    record ColumnYaml(
            @Doc(
                    value = "boolean, int, long, float, double, \"decimal(p,s)\", date, time, timestamp, timestamptz,"
                            + " string, uuid, binary, \"list<…>\", \"map<…, …>\" or \"struct<…>\"",
                    example = "\"decimal(12,2)\"")
            Type type,

            @Doc(
                    value = "what it is read from: the header's cell (csv), the position as `#3` (csv without a"
                            + " header), a pointer (json), a field (access-log), a column (parquet); by default"
                            + " what has the column's own name, or its position",
                    example = "Order ID")
            Optional<Placed<String>> from,

            @Doc(value = "whether a record without it goes to the quarantine", standard = "false")
            boolean required,

            @Doc(
                    value = "how dates and times are written, one way or several tried in order (letters of Java's"
                            + " DateTimeFormatter); without it, ISO 8601",
                    example = "[\"MM/dd/yy HH:mm\"]")
            List<Placed<String>> pattern,

            @Doc(
                    value = "whether it holds personal data, so that its values are masked where rows are shown",
                    standard = "false")
            boolean personal,

            @Doc(
                    value = "the name that the column had before; it is renamed in bronze and its values stay",
                    example = "ordered_on")
            Optional<Placed<String>> formerly,

            @Doc("how a picture becomes text") @ComesWith("pictures")
            Later decode) {}
}
