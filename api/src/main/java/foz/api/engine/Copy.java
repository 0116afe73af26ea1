package foz.api.engine;

import java.util.List;
import java.util.Set;

/**
 * A job: write the rows of some data files again, as they are.
 *
 * @param scan the files
 * @param without leaves out the rows that came from these files ({@code _file})
 * @param order columns to sort by, so that readers can skip files and parts of them; empty keeps the order of the files where that is
 *     no dearer
 * @param target where they go
 */
public record Copy(Scan scan, Set<Long> without, List<String> order, Target target) {

    public Copy {
        without = Set.copyOf(without);
        order = List.copyOf(order);
    }
}
