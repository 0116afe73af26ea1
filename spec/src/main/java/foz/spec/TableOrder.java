package foz.spec;

import foz.api.type.TableName;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Puts tables behind the tables they read, and finds those that read themselves in the end. */
final class TableOrder {

    private final Map<TableName, List<TableName>> inputs;
    private final Map<TableName, SqlFile> files;
    private final Problems problems;
    private final Set<TableName> done = new LinkedHashSet<>();
    private final List<TableName> path = new ArrayList<>();
    private final Set<TableName> inCycle = new HashSet<>();

    TableOrder(Map<TableName, List<TableName>> inputs, Map<TableName, SqlFile> files, Problems problems) {
        this.inputs = inputs;
        this.files = files;
        this.problems = problems;
    }

    /** The tables, each behind those it reads. Cycles are reported with their path; {@link #inCycle()} tells their tables. */
    List<TableName> sorted() {
        inputs.keySet().stream().sorted().forEach(this::visit);
        return List.copyOf(done);
    }

    /** Tables that can't be ordered. */
    Set<TableName> inCycle() {
        return inCycle;
    }

    private void visit(TableName table) {
        int at = path.indexOf(table);
        if (at >= 0) {
            report(path.subList(at, path.size()));
        } else if (!done.contains(table) && inputs.containsKey(table)) {
            path.addLast(table);
            inputs.getOrDefault(table, List.of()).stream().sorted().forEach(this::visit);
            path.removeLast();
            done.add(table);
        }
    }

    private void report(List<TableName> cycle) {
        inCycle.addAll(cycle);
        TableName first = cycle.getFirst();
        String way = Stream.concat(cycle.stream(), Stream.of(first))
                .map(TableName::toString)
                .collect(Collectors.joining(" → "));
        SqlFile file = files.get(first);
        if (file != null) {
            problems.report(file.place(), SpecProblem.CYCLE, "path", way);
        }
    }
}
