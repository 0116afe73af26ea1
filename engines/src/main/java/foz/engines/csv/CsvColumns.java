package foz.engines.csv;

import foz.api.balance.Reason;
import foz.api.plan.Column;
import foz.api.plan.Format.Ragged;
import foz.api.plan.SourcePlan.Drift;
import foz.engines.record.ReadPlan;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which field of a file becomes which column, and how many fields its records must have.
 *
 * @param fieldOf the field of each column that is read, by index; -1 when the file has none for it
 * @param expected how many fields a record has; surplus ones are looked at only when {@code bounded}
 * @param drift why all records of the file are refused, if they are
 * @param driftColumn the column at fault then
 */
record CsvColumns(
        int[] fieldOf,
        int expected,
        boolean bounded,
        @Nullable Reason drift,
        String driftColumn) {

    /** Of a file whose header has these names. */
    static CsvColumns named(ReadPlan plan, List<String> names) {
        List<Column> declared = plan.source().columns();
        int[] fieldOf = new int[plan.fields().size()];
        Arrays.fill(fieldOf, -1);
        Set<Integer> used = new HashSet<>();
        String missing = "";
        for (int i = 0; i < declared.size(); i++) {
            fieldOf[i] = position(names, declared.get(i).from());
            if (fieldOf[i] < 0 && missing.isEmpty()) {
                missing = declared.get(i).from();
            }
            used.add(fieldOf[i]);
        }
        for (int i = 0; i < plan.drifted().size(); i++) {
            fieldOf[declared.size() + i] = position(names, plan.drifted().get(i));
        }
        String unknown = unknown(names, declared, used);
        boolean strict = plan.source().drift() == Drift.QUARANTINE;
        Reason drift = !strict
                ? null
                : !missing.isEmpty() ? Reason.MISSING_COLUMN : unknown.isEmpty() ? null : Reason.UNKNOWN_COLUMN;
        return new CsvColumns(fieldOf, names.size(), true, drift, drift == Reason.MISSING_COLUMN ? missing : unknown);
    }

    /** Of a file without a header: by position, or in the order of their declaration. */
    static CsvColumns positioned(ReadPlan plan) {
        List<Column> declared = plan.source().columns();
        int[] fieldOf = new int[plan.fields().size()];
        Arrays.fill(fieldOf, -1);
        int expected = 0;
        for (int i = 0; i < declared.size(); i++) {
            int position = numbered(declared.get(i).from());
            fieldOf[i] = position < 0 ? i : position;
            expected = Math.max(expected, fieldOf[i] + 1);
        }
        Drift drift = plan.source().drift();
        boolean bounded = drift == Drift.QUARANTINE || drift == Drift.FAIL;
        return new CsvColumns(fieldOf, expected, bounded, null, "");
    }

    /** Why a record with so many fields can't be used. */
    @Nullable
    Reason misfit(int fields, Ragged ragged) {
        if (fields < expected) {
            return ragged == Ragged.QUARANTINE ? Reason.TOO_FEW_FIELDS : null;
        }
        return fields > expected && bounded && ragged != Ragged.FIT ? Reason.TOO_MANY_FIELDS : null;
    }

    private static int position(List<String> names, String from) {
        int named = names.indexOf(from);
        if (named >= 0) {
            return named;
        }
        int numbered = numbered(from);
        return numbered < names.size() ? numbered : -1;
    }

    private static int numbered(String from) {
        return from.matches("#[1-9][0-9]{0,4}") ? Integer.parseInt(from.substring(1)) - 1 : -1;
    }

    private static String unknown(List<String> names, List<Column> declared, Set<Integer> used) {
        List<String> known = new ArrayList<>();
        declared.forEach(c -> known.add(c.from()));
        for (int i = 0; i < names.size(); i++) {
            if (!used.contains(i) && !known.contains(names.get(i))) {
                return names.get(i).isEmpty() ? "#" + (i + 1) : names.get(i);
            }
        }
        return "";
    }
}
