package foz.spec;

import foz.api.balance.Quarantine;
import foz.api.failure.Place;
import foz.api.plan.TestCase;
import foz.api.plan.TestCase.Step;
import foz.api.type.Field;
import foz.api.type.Schema;
import foz.api.type.TableName;
import foz.spec.TestsYaml.StepYaml;
import foz.spec.TestsYaml.TestYaml;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads the tests of a folder and holds the names in them against its tables and sources. */
final class TestReader {

    /** What a row of the quarantine may be told by, in a test's words, and the column that holds it. */
    private static final Map<String, String> TOLD_BY = toldBy();

    private final Folder folder;
    private final Variables variables;
    private final List<String> sources;
    private final Tables tables;
    private final Problems problems;

    TestReader(Folder folder, Variables variables, List<String> sources, Tables tables, Problems problems) {
        this.folder = folder;
        this.variables = variables;
        this.sources = List.copyOf(sources);
        this.tables = tables;
        this.problems = problems;
    }

    private static Map<String, String> toldBy() {
        Map<String, String> words = new LinkedHashMap<>();
        words.put("in", "origin");
        Quarantine.SCHEMA.names().forEach(n -> words.put(n, n));
        return words;
    }

    /** Every test, by file and in the order written. */
    List<TestCase> all() {
        List<TestCase> tests = new ArrayList<>();
        for (String file : folder.files("tests")) {
            if (file.endsWith(".yaml")) {
                folder.text(file).ifPresent(text -> tests.addAll(read(file, text)));
            }
        }
        return tests;
    }

    private List<TestCase> read(String file, String text) {
        int before = problems.count();
        TestsYaml yaml =
                RecordShape.of(TestsYaml.class).read(YamlReader.read(file, text, variables, problems), file, problems);
        List<TestCase> tests = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (Placed<TestYaml> test : yaml == null ? List.<Placed<TestYaml>>of() : yaml.tests()) {
            Placed<String> name = test.value().name();
            if (!names.add(name.value())) {
                problems.report(name.place(), SpecProblem.REPEATED_TEST, "name", name.value());
            }
            tests.add(test(test.value(), test.place()));
            if (problems.count() == before) {
                checkSteps(test.value().steps());
            }
        }
        return tests;
    }

    private TestCase test(TestYaml yaml, Place place) {
        return new TestCase(
                yaml.name().value(),
                yaml.clock(),
                rowsByTable(yaml.given()),
                yaml.steps().stream().flatMap(s -> steps(s).stream()).toList(),
                rowsByTable(yaml.expect().tables()),
                yaml.expect()
                        .quarantine()
                        .map(rows -> rows.stream().map(this::quarantined).toList()),
                yaml.expect().balance().isPresent(),
                place);
    }

    private Map<TableName, List<Map<String, Optional<String>>>> rowsByTable(
            Mapping<TableName, List<Mapping<String, Cell>>> written) {
        Map<TableName, List<Map<String, Optional<String>>>> byTable = new LinkedHashMap<>();
        for (Mapping.Pair<TableName, List<Mapping<String, Cell>>> pair : written.pairs()) {
            resolve(pair.key().toString(), pair.place(), tableNames(), "table");
            Optional<Schema> columns = tables.schema(pair.key());
            byTable.put(
                    pair.key(), pair.value().stream().map(r -> row(r, columns)).toList());
        }
        return byTable;
    }

    private Map<String, Optional<String>> row(Mapping<String, Cell> written, Optional<Schema> columns) {
        Map<String, Optional<String>> row = new LinkedHashMap<>();
        for (Mapping.Pair<String, Cell> cell : written.pairs()) {
            Optional<Field> field = columns.flatMap(c -> TableSettings.column(cell.key(), cell.place(), c, problems));
            row.put(field.map(Field::name).orElse(cell.key()), cell.value().text());
        }
        return row;
    }

    private Map<String, String> quarantined(Mapping<String, Cell> written) {
        Map<String, String> row = new LinkedHashMap<>();
        for (Mapping.Pair<String, Cell> cell : written.pairs()) {
            String column = TOLD_BY.get(cell.key());
            String text = cell.value().text().orElse("");
            if (column == null) {
                problems.reportWord(
                        cell.place(),
                        cell.key(),
                        TOLD_BY.keySet(),
                        TableSettings.notThere(cell.key(), TOLD_BY.keySet()),
                        "column",
                        cell.key(),
                        "known",
                        String.join(", ", TOLD_BY.keySet()));
            } else if (column.equals("origin")) {
                resolve(text, cell.place(), origins(), "table or source");
                row.put(column, text);
            } else {
                row.put(column, text);
            }
        }
        return row;
    }

    private List<Step> steps(Placed<StepYaml> step) {
        List<Step> steps = new ArrayList<>();
        for (Mapping.Pair<String, List<Placed<String>>> arrival :
                step.value().arrive().pairs()) {
            resolve(arrival.key(), arrival.place(), sources, "source");
            arrival.value().forEach(this::checkFile);
            steps.add(new Step.Arrive(
                    arrival.key(), arrival.value().stream().map(Placed::value).toList()));
        }
        step.value().kill().ifPresent(process -> steps.add(new Step.KillProcess()));
        return steps;
    }

    private void checkSteps(List<Placed<StepYaml>> steps) {
        for (Placed<StepYaml> step : steps) {
            if (step.value().arrive().pairs().isEmpty() && step.value().kill().isEmpty()) {
                problems.report(step.place(), SpecProblem.EMPTY_STEP);
            }
        }
    }

    private void checkFile(Placed<String> file) {
        if (!folder.has(file.value())) {
            problems.reportWord(
                    file.place(),
                    file.value(),
                    folder.files("tests"),
                    SpecProblem.NO_SUCH_TEST_FILE,
                    "file",
                    file.value());
        }
    }

    private List<String> tableNames() {
        return tables.names().stream().map(TableName::toString).sorted().toList();
    }

    private List<String> origins() {
        List<String> origins = new ArrayList<>(tableNames());
        origins.addAll(sources);
        return origins;
    }

    private void resolve(String name, Place place, Collection<String> known, String sort) {
        if (!known.contains(name)) {
            problems.reportWord(place, name, known, SpecProblem.NOTHING_NAMED, "sort", sort, "name", name);
        }
    }
}
