package foz.api.plan;

import foz.api.type.TableName;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A pipeline folder, checked: every name resolves, every query is typed, tables stand in the order in which they are refreshed.
 *
 * @param name the pipeline's name
 * @param folder the folder of its {@code foz.yaml}, absolute
 * @param zone the zone of calendar functions on {@code timestamptz}, and of text without a zone
 * @param sources by name, in the order written
 * @param tables each after the tables it reads
 * @param tests the test cases of {@code tests/*.yaml}
 */
public record Pipeline(
        String name, Path folder, ZoneId zone, List<SourcePlan> sources, List<TablePlan> tables, List<TestCase> tests) {

    public Pipeline {
        sources = List.copyOf(sources);
        tables = List.copyOf(tables);
        tests = List.copyOf(tests);
    }

    /** The source of that name. */
    public Optional<SourcePlan> source(String source) {
        return sources.stream().filter(s -> s.name().equals(source)).findFirst();
    }

    /** The table of that name; bronze tables that need no settings are not among them. */
    public Optional<TablePlan> table(TableName table) {
        return tables.stream().filter(t -> t.name().equals(table)).findFirst();
    }

    /** The settings of a source's bronze table, when the folder has any. */
    public Map<String, TableName> bronze() {
        return sources.stream().collect(java.util.stream.Collectors.toMap(SourcePlan::name, SourcePlan::table));
    }
}
