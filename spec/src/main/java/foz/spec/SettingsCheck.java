package foz.spec;

import foz.api.failure.Place;
import foz.api.type.TableName;
import foz.spec.TableYaml.Language;
import java.util.Set;

/** Holds the names in {@code tables:} against the tables there are; bronze tables, which no SELECT fills, take few settings. */
final class SettingsCheck {

    private final Tables tables;
    private final Set<TableName> withSql;
    private final Problems problems;

    SettingsCheck(Tables tables, Set<TableName> withSql, Problems problems) {
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
                && yaml.sql() == Language.PORTABLE;
        if (!onlyPartitioned) {
            problems.report(place, SpecProblem.BRONZE_SETTING, "table", table);
        }
        tables.schema(table).ifPresent(columns -> TableSettings.partitionBy(yaml.partitionBy(), columns, problems));
    }
}
