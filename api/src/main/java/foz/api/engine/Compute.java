package foz.api.engine;

import foz.api.plan.TablePlan;
import java.time.Instant;
import java.time.ZoneId;

/**
 * A job: run a table's query over its inputs.
 *
 * @param batch the refresh's id
 * @param at its time; what {@code current_timestamp} yields
 * @param table the query, its key and its expectations
 * @param work from what
 * @param rows where good rows go
 * @param quarantine where rows go that a rule with outcome {@code quarantine} refuses
 */
public record Compute(
        String batch, Instant at, TablePlan table, ZoneId zone, Work work, Target rows, Target quarantine) {}
