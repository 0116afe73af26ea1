package foz.engines.duckdb;

import foz.api.balance.Origin;
import foz.api.balance.Reason;
import foz.api.engine.Compute;
import foz.api.failure.Sentence;
import foz.api.plan.TablePlan.Expectation;
import foz.api.plan.TablePlan.Outcome;
import foz.api.type.Schema;
import foz.engines.database.SqlText;
import java.util.List;

/**
 * The rows that a table's rules send to the quarantine, as rows of {@link foz.api.balance.Quarantine#SCHEMA}. A row's id is a digest
 * of the table, the rule, the visible cells, the origin where the table tells it, and which of several equal rows it is, so that it is
 * the same whenever and however the table is computed again and an answer once given to it still holds.
 */
record RefusedRows(Compute job) {

    /** A SELECT of them. */
    String select(String rows) {
        Rules rules = new Rules(job.table().expectations());
        List<Expectation> quarantine = rules.of(Outcome.QUARANTINE);
        String table = SqlText.literal(job.table().name().toString());
        Schema columns = job.table().query().columns();
        String refused =
                "SELECT " + rules.firstFailed(Outcome.QUARANTINE) + " AS rule, " + RowJson.text(columns.visible())
                        + " AS raw, " + origin(columns, Origin.FILE) + " AS file_id, " + origin(columns, Origin.RECORD)
                        + " AS record FROM " + rows + " WHERE NOT (" + rules.passes(Outcome.QUARANTINE) + ")";
        String numbered = "SELECT *, row_number() OVER (PARTITION BY rule, raw, file_id, record) AS ordinal FROM ("
                + refused + ")";
        return "SELECT left(sha256(concat_ws(chr(31), " + table + ", " + names(quarantine)
                + "[rule], raw, file_id, record, ordinal)), 32) AS id, "
                + table + " AS origin, " + SqlText.literal(job.batch()) + " AS batch, TIMESTAMPTZ "
                + SqlText.literal(job.at().toString()) + " AS noticed_at, file_id, NULL AS file, record, NULL AS line, "
                + "NULL AS byte_offset, NULL AS column_name, " + SqlText.literal(Reason.EXPECTATION.id()) + " AS code, "
                + names(quarantine) + "[rule] AS rule, " + sentences(quarantine)
                + "[rule] AS sentence, encode(raw) AS raw, false AS personal FROM (" + numbered + ")";
    }

    private static String names(List<Expectation> rules) {
        return SqlText.literals(rules.stream().map(Expectation::name).toList());
    }

    private static String sentences(List<Expectation> rules) {
        return SqlText.literals(rules.stream()
                .map(r -> Sentence.of(Reason.EXPECTATION, "rule", r.name(), "condition", r.sql())
                        .text())
                .toList());
    }

    private static String origin(Schema columns, String column) {
        return columns.field(column).map(f -> SqlText.name(f.name())).orElse("CAST(NULL AS BIGINT)");
    }
}
