package foz.app.property;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Makes a history that fails as small as it can while it still fails: fewer tables, steps and rows. */
final class Shrinker {

    /** A history is a second or less; nobody wants to wait longer for a small case. */
    private static final int MOST_TRIALS = 400;

    private final Predicate<History> fails;
    private int trials;

    /** Told by trial whether a history fails; one that can't be played doesn't. */
    Shrinker(Predicate<History> fails) {
        this.fails = fails;
    }

    History shrink(History history) {
        History small = history;
        History before;
        do {
            before = small;
            small = fewerTables(small);
            small = fewerSteps(small);
            small = fewerRows(small);
            small = fewerFeeds(small);
        } while (!small.equals(before) && trials < MOST_TRIALS);
        return small;
    }

    private History fewerTables(History history) {
        History small = history;
        for (int i = small.tables().size() - 1; i >= 0 && small.tables().size() > 1; i--) {
            List<TableText> tables = without(small.tables(), i, 1);
            String gone = small.tables().get(i).name();
            List<Step> steps = small.steps().stream()
                    .filter(s -> !(s instanceof Step.Change c && c.table().equals(gone)))
                    .toList();
            small = better(small, small.with(tables, steps));
        }
        return small;
    }

    private History fewerSteps(History history) {
        History small = history;
        for (int many = Math.max(1, small.steps().size() / 2); many >= 1; many /= 2) {
            for (int i = small.steps().size() - many; i >= 0; i--) {
                if (i + many <= small.steps().size()) {
                    small = better(small, small.with(small.tables(), without(small.steps(), i, many)));
                }
            }
        }
        return small;
    }

    private History fewerRows(History history) {
        History small = history;
        for (int i = 0; i < small.steps().size(); i++) {
            int rows = rows(small, i);
            for (int many = Math.max(1, rows / 2); many >= 1; many /= 2) {
                for (int at = rows(small, i) - many; at >= 0; at--) {
                    if (at + many <= rows(small, i)) {
                        small = better(small, withoutRows(small, i, at, many));
                    }
                }
            }
        }
        return small;
    }

    private History fewerFeeds(History history) {
        History small = history;
        for (int i = small.feeds().size() - 1; i >= 0; i--) {
            List<Feed> feeds = without(small.feeds(), i, 1);
            Feed gone = small.feeds().get(i);
            List<Step> steps =
                    small.steps().stream().filter(s -> !names(s, gone.name())).toList();
            small = better(small, new History(small.seed(), small.zone(), feeds, small.tables(), steps));
        }
        return small;
    }

    private static boolean names(Step step, String feed) {
        return switch (step) {
            case Step.Arrive s -> s.feed().equals(feed);
            case Step.Withdraw s -> s.feed().equals(feed);
            case Step.Touch s -> s.feed().equals(feed);
            case Step.Replay s -> s.feed().equals(feed);
            case Step.Change s -> false;
            case Step.Compact s -> false;
            case Step.Expire s -> false;
            case Step.Reopen s -> false;
            case Step.Run s -> false;
            case Step.Crash s -> false;
        };
    }

    private static int rows(History history, int step) {
        return history.steps().get(step) instanceof Step.Arrive a ? a.rows().size() : 0;
    }

    private static History withoutRows(History history, int step, int at, int many) {
        Step.Arrive arrive = (Step.Arrive) history.steps().get(step);
        List<Step> steps = new ArrayList<>(history.steps());
        steps.set(step, new Step.Arrive(arrive.feed(), arrive.file(), without(arrive.rows(), at, many)));
        return history.with(history.tables(), steps);
    }

    private History better(History now, History smaller) {
        return trials++ < MOST_TRIALS && fails.test(smaller) ? smaller : now;
    }

    private static <T> List<T> without(List<T> list, int at, int many) {
        List<T> rest = new ArrayList<>(list);
        rest.subList(at, at + many).clear();
        return rest;
    }
}
