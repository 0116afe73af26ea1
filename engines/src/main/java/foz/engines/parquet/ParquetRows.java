package foz.engines.parquet;

import foz.api.balance.Reason;
import foz.api.failure.Sentence;
import foz.api.plan.Column;
import foz.api.plan.SourcePlan.Drift;
import foz.engines.database.SqlText;
import foz.engines.record.ReadPlan;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The rows of one Parquet file as a SELECT: columns {@code c0}, {@code c1}, … as declared, {@code file}, {@code record}, and for a row
 * that doesn't fit its {@code code}, {@code column_name}, {@code sentence} and {@code raw} (the row as JSON).
 *
 * @param types the file's column names and DuckDB's types
 */
public record ParquetRows(ReadPlan plan, Path path, long fileId, Map<String, String> types) {

    /** Stands in a sentence for the value found. */
    private static final String GAP = "\u0001";

    private static final int SHOWN = 80;

    public ParquetRows {
        types = new LinkedHashMap<>(types);
    }

    /** The SELECT. */
    public String select() {
        List<String> values = new ArrayList<>();
        StringBuilder codes = new StringBuilder();
        StringBuilder columns = new StringBuilder();
        StringBuilder sentences = new StringBuilder();
        drift().ifPresent(found -> {
            branch(codes, "true", SqlText.literal(found.code().id()));
            branch(columns, "true", SqlText.literal(found.facts().getOrDefault("column", "")));
            branch(sentences, "true", SqlText.literal(found.text()));
        });
        for (Column column : plan.source().columns()) {
            String name = SqlText.name(column.from());
            String type = types.get(column.from());
            if (type == null) {
                values.add("NULL AS c" + values.size());
                refuse(column, "true", Reason.MISSING_VALUE, "''", codes, columns, sentences, column.required());
                continue;
            }
            ExactCast cast = ExactCast.of(name, type, column.type(), plan.zone());
            values.add(cast.value() + " AS c" + values.size());
            String found = "'\"' || left(CAST(" + name + " AS VARCHAR), " + SHOWN + ") || '\"'";
            refuse(column, "NOT (" + cast.fits() + ")", cast.reason(), found, codes, columns, sentences, true);
            refuse(column, name + " IS NULL", Reason.MISSING_VALUE, "''", codes, columns, sentences, column.required());
        }
        for (String drifted : plan.drifted()) {
            String value = types.containsKey(drifted) ? "CAST(" + SqlText.name(drifted) + " AS VARCHAR)" : "NULL";
            values.add(value + " AS c" + values.size());
        }
        return "SELECT " + String.join(", ", values) + ", " + fileId + " AS file, file_row_number + 1 AS record, "
                + chosen(codes) + " AS code, " + chosen(columns) + " AS column_name, " + chosen(sentences)
                + " AS sentence, " + row() + " AS raw FROM read_parquet(" + SqlText.literal(path.toString())
                + ", file_row_number = true, hive_partitioning = false)";
    }

    private void refuse(
            Column column,
            String when,
            Reason reason,
            String found,
            StringBuilder codes,
            StringBuilder columns,
            StringBuilder sentences,
            boolean applies) {
        if (!applies) {
            return;
        }
        String text = Sentence.of(
                        reason,
                        "column",
                        column.name(),
                        "expected",
                        column.type(),
                        "found",
                        GAP,
                        "type",
                        column.type(),
                        "zone",
                        plan.zone())
                .text();
        branch(codes, when, SqlText.literal(reason.id()));
        branch(columns, when, SqlText.literal(column.name()));
        branch(sentences, when, "replace(" + SqlText.literal(text) + ", chr(1), " + found + ")");
    }

    private static void branch(StringBuilder branches, String when, String then) {
        branches.append(" WHEN ").append(when).append(" THEN ").append(then);
    }

    private static String chosen(StringBuilder branches) {
        return branches.isEmpty() ? "CAST(NULL AS VARCHAR)" : "CASE" + branches + " END";
    }

    /** The whole row as JSON, from which it can be read again. */
    private String row() {
        List<String> members = new ArrayList<>();
        types.keySet().forEach(name -> members.add(SqlText.name(name) + " := " + SqlText.name(name)));
        return "encode(CAST(to_json(struct_pack(" + String.join(", ", members) + ")) AS VARCHAR))";
    }

    private Optional<Sentence> drift() {
        if (plan.source().drift() != Drift.QUARANTINE) {
            return Optional.empty();
        }
        List<String> declared =
                plan.source().columns().stream().map(Column::from).toList();
        Optional<Sentence> missing = declared.stream()
                .filter(from -> !types.containsKey(from))
                .findFirst()
                .map(from -> Sentence.of(Reason.MISSING_COLUMN, "column", from));
        return missing.or(() -> types.keySet().stream()
                .filter(name -> !declared.contains(name))
                .findFirst()
                .map(name -> Sentence.of(Reason.UNKNOWN_COLUMN, "column", name)));
    }
}
