package foz.api.plan;

import foz.api.type.TableName;
import java.util.List;

/**
 * When a source has brought all that belongs to a period: when each member has a row in it.
 *
 * @param each the period
 * @param members the table that lists who must have sent something
 * @param at the source's column that says when, a date or timestamp
 * @param by the columns, of the same names in both, that say who
 */
public record Complete(Period each, TableName members, String at, List<String> by) {

    public Complete {
        by = List.copyOf(by);
    }

    /** How long a period is. */
    public enum Period {
        @Doc("from midnight to midnight in the pipeline's time zone")
        DAY,
        @Doc("from full hour to full hour")
        HOUR
    }
}
