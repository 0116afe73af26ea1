package foz.app.property;

import java.util.List;

/**
 * Everything that happens to one lake, in full: nothing is drawn while it is played.
 *
 * @param seed it was made from; two in three take in each file in a batch of its own
 * @param zone the pipeline's
 */
record History(long seed, String zone, List<Feed> feeds, List<TableText> tables, List<Step> steps) {

    History {
        feeds = List.copyOf(feeds);
        tables = List.copyOf(tables);
        steps = List.copyOf(steps);
    }

    History with(List<TableText> otherTables, List<Step> otherSteps) {
        return new History(seed, zone, feeds, otherTables, otherSteps);
    }

    Feed feed(String name) {
        return feeds.stream().filter(f -> f.name().equals(name)).findFirst().orElseThrow();
    }
}
