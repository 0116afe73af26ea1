package foz.spec;

import foz.api.failure.Place;
import foz.api.type.TableName;
import foz.spec.TableYaml.Language;
import foz.spec.TableYaml.RefreshYaml;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;

/** Holds the names in {@code tables:} against the tables there are; bronze tables, which no SELECT fills, take few settings. */
final class SettingsCheck {

    private static final RefreshYaml ON_CHANGE = new RefreshYaml(
            TableYaml.When.ON_CHANGE, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    private final Tables tables;
    private final Set<TableName> withSql;
    private final Collection<String> sources;
    private final Set<String> complete;
    private final Problems problems;

    /**
     * Against tables and sources.
     *
     * @param sources the names of all sources, right or not
     * @param complete those that say when they are complete
     */
    SettingsCheck(
            Tables tables,
            Set<TableName> withSql,
            Collection<String> sources,
            Set<String> complete,
            Problems problems) {
        this.sources = sources;
        this.complete = complete;
        this.tables = tables;
        this.withSql = withSql;
        this.problems = problems;
    }

    void check(Mapping<TableName, TableYaml> settings) {
        for (Mapping.Pair<TableName, TableYaml> pair : settings.pairs()) {
            TableName table = pair.key();
            if (!tables.names().contains(table)) {
                report(table, pair.place());
            } else if (!withSql.contains(table)) {
                checkBronze(table, pair.value(), pair.place());
            }
            pair.value().refresh().whenComplete().ifPresent(this::checkWaitedFor);
        }
    }

    /** A table can wait only for a source that says when it is complete. */
    private void checkWaitedFor(Placed<String> source) {
        if (!sources.contains(source.value())) {
            problems.reportWord(
                    source.place(),
                    source.value(),
                    sources,
                    SpecProblem.NOTHING_NAMED,
                    "sort",
                    "source",
                    "name",
                    source.value());
        } else if (!complete.contains(source.value())) {
            problems.report(source.place(), SpecProblem.WITHOUT_COMPLETE, "source", source.value());
        }
    }

    private void report(TableName table, Place place) {
        problems.reportWord(
                place,
                table.toString(),
                tables.names().stream().map(TableName::toString).sorted().toList(),
                SpecProblem.TABLE_WITHOUT_SQL,
                "table",
                table,
                "expected",
                table.layer().equals("bronze")
                        ? "a source " + table.name()
                        : "the file sql/" + table.layer() + "/" + table.name() + ".sql");
    }

    private void checkBronze(TableName table, TableYaml yaml, Place place) {
        boolean onlyPartitioned = yaml.key().isEmpty()
                && yaml.duplicates().isEmpty()
                && yaml.expect().pairs().isEmpty()
                && yaml.refresh().equals(ON_CHANGE)
                && yaml.sql() == Language.PORTABLE;
        if (!onlyPartitioned) {
            problems.report(place, SpecProblem.BRONZE_SETTING, "table", table);
        }
        tables.schema(table).ifPresent(columns -> TableSettings.partitionBy(yaml.partitionBy(), columns, problems));
    }
}
