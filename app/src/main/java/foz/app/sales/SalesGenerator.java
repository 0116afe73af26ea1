package foz.app.sales;

import foz.app.sales.Truth.FileTruth;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.YearMonth;
import java.time.format.TextStyle;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;

/**
 * Writes half a year of sales of two branches: the American one with commas and US dates, the Brazilian one with semicolons, decimal
 * commas and Latin-1. Among the files are one that was sent twice, one with a new column, and, under
 * {@code later/}, a corrected one. The same number of rows and the same seed give the same bytes.
 */
public final class SalesGenerator {

    private static final YearMonth FIRST = YearMonth.of(2025, 1);
    private static final int[] BY_MONTH = {17, 14, 16, 17, 17, 19};
    private static final int AMERICAN_SHARE = 80;
    private static final int FIRST_ORDER = 141_234;
    private static final int RESENT = 1;
    private static final int CORRECTED = 2;

    private final Path folder;
    private final Random random;

    private SalesGenerator(Path folder, long seed) {
        this.folder = folder;
        this.random = new Random(seed);
    }

    /**
     * Writes the files.
     *
     * @param folder made if it is missing; files of the same names are overwritten
     * @param rows sales in all, give or take one per file
     * @return what was put into them
     */
    public static Truth generate(Path folder, long rows, long seed) {
        try {
            return new SalesGenerator(folder, seed).write(rows);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Truth write(long rows) throws IOException {
        List<FileTruth> files = new ArrayList<>();
        FileTruth corrected = null;
        String resent = "";
        for (Branch branch : Branch.values()) {
            long share = branch == Branch.AMERICAN ? AMERICAN_SHARE : 100 - AMERICAN_SHARE;
            long order = FIRST_ORDER;
            for (int i = 0; i < BY_MONTH.length; i++) {
                int sales = (int) Math.max(1, rows * share * BY_MONTH[i] / 10_000);
                boolean newColumn = branch == Branch.AMERICAN && i == BY_MONTH.length - 1;
                Month month = Month.draw(branch, FIRST.plusMonths(i), newColumn, order, sales, random);
                order += sales;
                boolean slips = branch == Branch.AMERICAN && i == CORRECTED;
                FileTruth file = write(month, name(month), slips);
                files.add(file);
                if (slips) {
                    corrected = as(file.name(), write(month, "later/" + name(month), false));
                }
                if (branch == Branch.AMERICAN && i == RESENT) {
                    FileTruth copy = as(name(month).replace(".csv", "_1.csv"), file);
                    Files.copy(
                            folder.resolve(file.name()),
                            folder.resolve(copy.name()),
                            java.nio.file.StandardCopyOption.REPLACE_EXISTING);
                    files.add(copy);
                    resent = copy.name();
                }
            }
        }
        return new Truth(files, java.util.Objects.requireNonNull(corrected), resent);
    }

    private FileTruth write(Month month, String name, boolean slips) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.toAbsolutePath().getParent());
        Desk desk = new Desk(month);
        Tally tally = new Tally();
        try (BufferedWriter out = Files.newBufferedWriter(file, month.branch().charset())) {
            out.write(desk.header());
            for (Month.Entry entry : month.entries()) {
                Month.Entry written = slips ? slipped(entry) : entry;
                out.write("\n" + desk.record(written));
                tally.add(written);
            }
            out.write("\n");
        }
        return tally.of(name, month);
    }

    // Someone typed the price of one product without its last digit, for one week.
    private static Month.Entry slipped(Month.Entry entry) {
        Sale sale = entry.sale();
        int day = sale.at().getDayOfMonth();
        boolean slip = sale.product() == Product.SLIPPING && day >= 10 && day < 17;
        return slip ? new Month.Entry(sale.at(sale.price() / 10), entry.defect()) : entry;
    }

    private static String name(Month month) {
        YearMonth at = month.month();
        return switch (month.branch()) {
            case AMERICAN ->
                "Sales_" + at.getMonth().getDisplayName(TextStyle.FULL, Locale.ENGLISH) + "_" + at.getYear() + ".csv";
            case BRAZILIAN -> "vendas/vendas_" + at + ".csv";
        };
    }

    private static FileTruth as(String name, FileTruth f) {
        return new FileTruth(
                name,
                f.source(),
                f.country(),
                f.month(),
                f.records(),
                f.defects(),
                f.money(),
                f.units(),
                f.moneyInDoubt());
    }

    /** Adds up what goes into a file. */
    private static final class Tally {

        private final Map<Defect, Long> defects = new EnumMap<>(Defect.class);
        private long records;
        private long money;
        private long units;
        private long moneyInDoubt;

        void add(Month.Entry entry) {
            records++;
            entry.defect().ifPresent(d -> defects.merge(d, 1L, Long::sum));
            if (entry.defect().isEmpty()) {
                money += entry.sale().money();
                units += entry.sale().quantity();
            } else if (!entry.defect().get().isSurplus()) {
                moneyInDoubt += entry.sale().money();
            }
        }

        FileTruth of(String name, Month month) {
            Branch branch = month.branch();
            return new FileTruth(
                    name,
                    branch.source(),
                    branch.country(),
                    month.month(),
                    records,
                    defects,
                    money,
                    units,
                    moneyInDoubt);
        }
    }
}
