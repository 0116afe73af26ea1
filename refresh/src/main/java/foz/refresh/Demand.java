package foz.refresh;

import foz.api.type.TableName;
import java.util.Set;

/**
 * What is asked of a refresh.
 *
 * @param when which tables' turn it is
 * @param rebuild tables that are computed whole, whatever they stand on, with their stages
 */
public record Demand(When when, Set<TableName> rebuild) {

    /** Each table as its timing says. */
    public static final Demand USUAL = new Demand(When.DUE, Set.of());

    public Demand {
        rebuild = Set.copyOf(rebuild);
    }

    /** Whether the table, or the one it is a stage of, is to be rebuilt. */
    boolean rebuilds(TableName table) {
        return rebuild.contains(table) || rebuild.contains(table.whole());
    }

    /** Which tables' turn it is. */
    public enum When {
        /** Those whose timing says so. */
        DUE,
        /** All, whatever their timing. */
        NOW
    }
}
