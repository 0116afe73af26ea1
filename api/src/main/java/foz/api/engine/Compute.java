package foz.api.engine;

import foz.api.plan.TablePlan;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;

/**
 * A job: run a table's query over its inputs.
 *
 * @param batch the refresh's id
 * @param at its time; what {@code current_timestamp} yields
 * @param table the query, its key and its expectations
 * @param inputs one scan per input of the query; a scan of only the new files makes the job incremental
 * @param rows where good rows go
 * @param quarantine where rows go that a rule with outcome {@code quarantine} refuses
 */
public record Compute(
        String batch, Instant at, TablePlan table, ZoneId zone, List<Scan> inputs, Target rows, Target quarantine) {

    public Compute {
        inputs = List.copyOf(inputs);
    }
}
