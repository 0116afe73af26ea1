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
import java.util.stream.Collectors;

/**
 * The rows that a table's rules send to the quarantine, as rows of {@link foz.api.balance.Quarantine#SCHEMA}. A row's id is a digest
 * of the table, the rule, the visible cells, the origin where the table tells it, and which of several equal rows it is, so that it is
 * the same whenever and however the table is computed again and an answer once given to it still holds.
 */
record RefusedRows(Compute job) {

    /** What rows of the quarantine are equal in, as far as the table decides it. */
    static final String CONTENT = "rule, raw, file_id, record";

    /** A SELECT of those among some rows. */
    String select(String rows) {
        return numbered("SELECT *, row_number() OVER (PARTITION BY " + CONTENT + ") AS ordinal FROM ("
                + content(rows, "") + ")");
    }

    /** A SELECT of the {@link #CONTENT} of those among some rows, and of more columns of theirs. */
    String content(String rows, String more) {
        Rules rules = new Rules(job.table().expectations());
        Schema columns = job.table().query().columns();
        return "SELECT " + names() + "[" + rules.firstFailed(Outcome.QUARANTINE) + "] AS rule, encode("
                + RowJson.text(columns.visible()) + ") AS raw, " + origin(columns, Origin.FILE) + " AS file_id, "
                + origin(columns, Origin.RECORD) + " AS record" + more + " FROM " + rows + " WHERE NOT ("
                + rules.passes(Outcome.QUARANTINE) + ")";
    }

    /** A SELECT of rows of the quarantine from their content and {@code ordinal}. */
    String numbered(String content) {
        return "SELECT " + id() + " AS id, " + table() + " AS origin, " + SqlText.literal(job.batch())
                + " AS batch, TIMESTAMPTZ " + SqlText.literal(job.at().toString())
                + " AS noticed_at, file_id, NULL AS file, record, NULL AS line, NULL AS byte_offset, NULL AS"
                + " column_name, "
                + SqlText.literal(Reason.EXPECTATION.id()) + " AS code, rule, MAP {" + sentences()
                + "}[rule] AS sentence, raw, false AS personal FROM (" + content + ")";
    }

    /** The id of a row from its content and {@code ordinal}. */
    String id() {
        return "left(sha256(concat_ws(chr(31), " + table() + ", rule, decode(raw), file_id, record, ordinal)), 32)";
    }

    private String table() {
        return SqlText.literal(job.table().name().toString());
    }

    private List<Expectation> rules() {
        return new Rules(job.table().expectations()).of(Outcome.QUARANTINE);
    }

    private String names() {
        return SqlText.literals(rules().stream().map(Expectation::name).toList());
    }

    private String sentences() {
        return rules().stream()
                .map(r -> SqlText.literal(r.name()) + ": "
                        + SqlText.literal(Sentence.of(Reason.EXPECTATION, "rule", r.name(), "condition", r.sql())
                                .text()))
                .collect(Collectors.joining(", "));
    }

    private static String origin(Schema columns, String column) {
        return columns.field(column).map(f -> SqlText.name(f.name())).orElse("CAST(NULL AS BIGINT)");
    }
}
