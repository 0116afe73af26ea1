package foz.app.explain;

import foz.api.lake.Lake;
import foz.api.lake.TableState;
import foz.api.plan.Pipeline;
import foz.api.plan.SourcePlan;
import foz.api.plan.TablePlan;
import foz.api.type.TableName;
import foz.app.terminal.Amount;
import foz.refresh.Approach;
import foz.refresh.Outlook;
import foz.refresh.Outlooks;
import foz.refresh.Turn;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Works out what the next run would do: table by table, what changes below one reaching those that read it. */
public final class FolderPlan {

    /** What happens to a table, as far as its readers care. */
    private enum Touch {
        NOT,
        /** Some of its rows come or go. */
        SOME,
        /** All of its rows are written anew. */
        ALL
    }

    private final Pipeline pipeline;
    private final Lake lake;
    private final Outlooks outlooks;
    private final Map<TableName, Touch> touched = new HashMap<>();
    private final List<PlanStep> steps = new ArrayList<>();

    /** For a folder and a lake, which is only read. */
    public FolderPlan(Pipeline pipeline, Lake lake, Outlooks outlooks) {
        this.pipeline = pipeline;
        this.lake = lake;
        this.outlooks = outlooks;
    }

    /** The page, given what waits in the sources. */
    public PlanPage page(List<PlanPage.Arrivals> arrivals) {
        for (PlanPage.Arrivals waiting : arrivals) {
            touched.put(TableName.bronze(waiting.source()), Touch.SOME);
        }
        pipeline.sources().forEach(this::source);
        pipeline.tables().forEach(this::table);
        return new PlanPage(steps, arrivals, gone());
    }

    private void source(SourcePlan source) {
        List<String> columns = lake.table(source.table())
                .map(there -> ColumnChanges.of(source, there))
                .orElse(List.of());
        if (!columns.isEmpty()) {
            steps.add(new PlanStep(
                    source.table(), "columns", "its source declares others", Outlook.Amount.NONE, columns));
        }
    }

    private void table(TablePlan table) {
        List<Outlook> parts = outlooks.of(table);
        Outlook own = parts.getLast();
        Touch below = below(parts);
        Optional<TableState> there = lake.table(table.name());
        List<String> details = new ArrayList<>(
                there.map(state -> ColumnChanges.of(table, state)).orElse(List.of()));
        parts.forEach(part -> details.addAll(reads(part)));
        Outlook.Amount reads = parts.stream()
                .flatMap(part -> part.inputs().stream())
                .map(Outlook.Input::read)
                .reduce(Outlook.Amount.NONE, Outlook.Amount::plus);
        what(table, own, parts, below, there.isEmpty()).ifPresent(step -> {
            touched.put(table.name(), step.touch());
            steps.add(new PlanStep(table.name(), step.word(), step.because(), reads, details));
        });
    }

    /** A word, why, and what readers see of it. */
    private record What(String word, String because, Touch touch) {}

    private Optional<What> what(TablePlan table, Outlook own, List<Outlook> parts, Touch below, boolean isNew) {
        if (own.failure().isPresent()) {
            return Optional.of(new What(
                    "can't be refreshed", own.failure().get().sentence().text(), Touch.NOT));
        }
        if (isNew) {
            return Optional.of(new What("new", "the lake doesn't have it yet", Touch.SOME));
        }
        boolean idle = parts.stream()
                .allMatch(part -> part.way() == Outlook.Step.NOTHING || part.way() == Outlook.Step.ADVANCE);
        if (own.turn() instanceof Turn.Waits waits && !(idle && below == Touch.NOT)) {
            return Optional.of(new What("waits", waits.reason(), Touch.NOT));
        }
        if (own.way() == Outlook.Step.WHOLE) {
            return Optional.of(new What("whole", own.because(), Touch.ALL));
        }
        if (idle && below == Touch.NOT) {
            return Optional.empty();
        }
        return Optional.of(following(table, below));
    }

    private What following(TablePlan table, Touch below) {
        Approach approach = Approach.of(table);
        if (approach.word().equals("whole")) {
            return new What("whole", approach.because(), Touch.ALL);
        }
        return below == Touch.ALL
                ? new What("whole", "it reads " + rebuilt(table) + ", which is built anew", Touch.ALL)
                : new What("follows what changed (" + approach.word() + ")", approach.because(), Touch.SOME);
    }

    private String rebuilt(TablePlan table) {
        return inputs(table)
                .filter(input -> touched.getOrDefault(input, Touch.NOT) == Touch.ALL)
                .map(TableName::toString)
                .sorted()
                .findFirst()
                .orElse("a table");
    }

    private Touch below(List<Outlook> parts) {
        return parts.stream()
                .flatMap(part -> inputs(part.table()))
                .map(input -> touched.getOrDefault(input, Touch.NOT))
                .max(Touch::compareTo)
                .orElse(Touch.NOT);
    }

    private static Stream<TableName> inputs(TablePlan table) {
        return table.query().inputs().stream();
    }

    private static List<String> reads(Outlook outlook) {
        return outlook.inputs().stream()
                .filter(input -> input.read().files() > 0)
                .map(input ->
                        "reads " + (input.change().isPresent() ? "what changed in " : "all of ") + input.table() + ": "
                                + Amount.count(input.read().rows(), "row", "rows") + ", "
                                + Amount.bytes(input.read().bytes()))
                .toList();
    }

    private List<String> gone() {
        Set<TableName> known = new HashSet<>(pipeline.bronze().values());
        pipeline.tables().forEach(table -> known.add(table.name()));
        return lake.tables().stream()
                .filter(table -> ColumnChanges.isDerived(table) && !known.contains(table))
                .map(TableName::toString)
                .toList();
    }
}
