package foz.app.sales;

import java.time.YearMonth;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What was put into generated files.
 *
 * @param files as they lie there at first, in order of name
 * @param corrected the file that comes later and takes the place of the one of the same name
 * @param resent the name of the file whose content is that of another
 */
public record Truth(List<FileTruth> files, FileTruth corrected, String resent) {

    public Truth {
        files = List.copyOf(files);
    }

    /**
     * What was put into one file.
     *
     * @param name its path under the folder
     * @param source the source of the example pipeline that takes it
     * @param country whose branch wrote it
     * @param month what it covers
     * @param records without the first header
     * @param defects how many of each
     * @param money of the sales that come out at the end, in hundredths of the country's currency
     * @param units pieces sold, of the same sales
     * @param moneyInDoubt of the sales whose records no honest reader can use, as they truly were
     */
    public record FileTruth(
            String name,
            String source,
            String country,
            YearMonth month,
            long records,
            Map<Defect, Long> defects,
            long money,
            long units,
            long moneyInDoubt) {

        public FileTruth {
            defects = Map.copyOf(defects);
        }

        /** How many records have a defect. */
        public long count(Defect defect) {
            return defects.getOrDefault(defect, 0L);
        }

        /** How many records share a fate. */
        public long count(Defect.Fate fate) {
            return defects.entrySet().stream()
                    .filter(d -> d.getKey().fate() == fate)
                    .mapToLong(Map.Entry::getValue)
                    .sum();
        }

        /** Rows of bronze. */
        public long bronze() {
            return records - count(Defect.Fate.IGNORED) - count(Defect.Fate.QUARANTINED);
        }

        /** Rows of silver. */
        public long silver() {
            return bronze()
                    - count(Defect.Fate.DUPLICATE)
                    - count(Defect.Fate.CONFLICTING)
                    - count(Defect.Fate.REFUSED_BY_RULE);
        }
    }

    /** The files that count at first: all but the one that was sent twice. */
    public List<FileTruth> before() {
        return files.stream().filter(f -> !f.name().equals(resent)).toList();
    }

    /** The files that count once the corrected one has come. */
    public List<FileTruth> after() {
        List<FileTruth> after = new ArrayList<>(before());
        after.replaceAll(f -> f.name().equals(corrected.name()) ? corrected : f);
        return after;
    }

    /** How many of each defect some files hold. */
    public static Map<Defect, Long> defects(List<FileTruth> files) {
        Map<Defect, Long> sum = new EnumMap<>(Defect.class);
        files.forEach(f -> f.defects().forEach((defect, n) -> sum.merge(defect, n, Long::sum)));
        return sum;
    }

    /** Money by {@code country month}, such as {@code BR 2025-03}, in hundredths. */
    public static SortedMap<String, Long> money(List<FileTruth> files) {
        SortedMap<String, Long> money = new TreeMap<>();
        files.forEach(f -> money.merge(f.country() + " " + f.month(), f.money(), Long::sum));
        return money;
    }
}
