package foz.app.sales;

import java.time.LocalDateTime;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/**
 * What happened in one branch in one month, and what went wrong when it was written down.
 *
 * @param channel whether the cash desks already write the new column
 * @param entries in the order of the file
 */
record Month(Branch branch, YearMonth month, boolean channel, List<Entry> entries) {

    private static final int[] QUANTITIES = {0, 905, 72, 16, 5, 2};
    private static final int[] PRODUCTS =
            Product.ALL.stream().mapToInt(Product::weight).toArray();
    private static final List<String> CHANNELS = List.of("store", "web", "app");
    private static final double SECOND_LINE = 0.04;

    /**
     * One record of the file.
     *
     * @param sale what happened; for blank rows and repeated headers the sale before
     * @param defect what is wrong with the record
     */
    record Entry(Sale sale, Optional<Defect> defect) {}

    /** A month of so many sales, and the defects among and beside them. */
    static Month draw(Branch branch, YearMonth month, boolean channel, long firstOrder, int sales, Random random) {
        List<Entry> entries = new ArrayList<>(sales + sales / 100);
        int[] towns = branch.towns().stream().mapToInt(Town::weight).toArray();
        long order = firstOrder;
        Sale sale = null;
        for (LocalDateTime at : times(new Rhythm(month), sales, random)) {
            boolean secondLine = random.nextDouble() < SECOND_LINE && sale != null && sale.order() == order - 1;
            sale = secondLine && sale != null && !isSecond(entries)
                    ? another(branch, sale)
                    : first(branch, order++, at, towns, random);
            write(sale, random, entries);
        }
        return new Month(branch, month, channel, List.copyOf(entries));
    }

    private static boolean isSecond(List<Entry> entries) {
        int n = entries.size();
        return n > 1
                && entries.get(n - 1).sale().order()
                        == entries.get(n - 2).sale().order();
    }

    private static List<LocalDateTime> times(Rhythm rhythm, int sales, Random random) {
        List<LocalDateTime> times = new ArrayList<>(sales);
        for (int i = 0; i < sales; i++) {
            times.add(rhythm.draw(random));
        }
        times.sort(null);
        return times;
    }

    private static Sale first(Branch branch, long order, LocalDateTime at, int[] towns, Random random) {
        Product product = Product.ALL.get(Rhythm.index(random, PRODUCTS));
        Town town = branch.towns().get(Rhythm.index(random, towns));
        String street = branch.streets().get(random.nextInt(branch.streets().size()));
        return new Sale(
                order,
                product,
                Rhythm.index(random, QUANTITIES),
                branch.price(product),
                at,
                branch.address(street, 1 + random.nextInt(999)),
                town,
                CHANNELS.get(random.nextInt(CHANNELS.size())));
    }

    // The next product of the list on the same receipt, so that the two lines never have the same key.
    private static Sale another(Branch branch, Sale first) {
        Product next = Product.ALL.get((Product.ALL.indexOf(first.product()) + 1) % Product.ALL.size());
        return new Sale(
                first.order(), next, 1, branch.price(next), first.at(), first.address(), first.town(), first.channel());
    }

    private static void write(Sale sale, Random random, List<Entry> entries) {
        Optional<Defect> drawn = defect(random);
        if (drawn.isPresent() && drawn.get().isSurplus()) {
            entries.add(new Entry(sale, Optional.empty()));
        }
        entries.add(new Entry(sale, drawn));
    }

    private static Optional<Defect> defect(Random random) {
        int left = random.nextInt(10_000);
        for (Defect defect : Defect.values()) {
            left -= defect.perTenThousand();
            if (left < 0) {
                return Optional.of(defect);
            }
        }
        return Optional.empty();
    }
}
