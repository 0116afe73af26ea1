package foz.spec;

import foz.api.failure.Checked;
import foz.api.failure.Nearest;
import foz.api.failure.Place;
import foz.api.failure.Problem;
import foz.api.plan.PartitionField;
import foz.api.plan.Pipeline;
import foz.api.plan.SourcePlan;
import foz.api.plan.TestCase;
import foz.api.source.SourceKind;
import foz.api.sql.SqlFront;
import foz.api.type.TableName;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Reads a pipeline's folder into one checked plan, or into every mistake in it. Reads files and nothing else: it opens no
 * connection, writes nothing and starts no engine, except the DuckDB front for tables that say {@code sql: duckdb}. For one thread
 * at a time; may be used for any number of folders.
 */
public final class PipelineReader {

    private final List<SourceKind<?>> kinds;
    private final Fronts fronts;

    /**
     * A reader.
     *
     * @param kinds the kinds of sources there are
     * @param portable the front of {@code sql: portable}
     * @param duckdb the front of {@code sql: duckdb}, asked for at most once
     */
    public PipelineReader(List<SourceKind<?>> kinds, SqlFront portable, Supplier<SqlFront> duckdb) {
        this.kinds = List.copyOf(kinds);
        this.fronts = new Fronts(portable, duckdb);
    }

    /** The nearest folder with a {@code foz.yaml}, from a folder upward. */
    public static Optional<Path> find(Path start) {
        Path absolute = start.toAbsolutePath().normalize();
        return Stream.<Path>iterate(absolute, p -> p != null, Path::getParent)
                .filter(p -> Files.isRegularFile(p.resolve(Folder.FOZ_YAML)))
                .findFirst();
    }

    /** Reads the folder. Problems are ordered by file (foz.yaml first), line and column. */
    public Checked<Pipeline> read(Path root, Environment environment) {
        Problems problems = new Problems();
        Folder folder = new Folder(root.toAbsolutePath().normalize(), problems);
        Optional<Pipeline> pipeline =
                new Reading(folder, root.toAbsolutePath().normalize(), environment, problems).pipeline();
        List<Problem> found = problems.inOrder();
        return found.isEmpty()
                ? new Checked.Good<>(pipeline.orElseThrow(), problems.warnings())
                : new Checked.Refused<>(found);
    }

    /** One reading of one folder. What it yields is complete only when it reported nothing. */
    private final class Reading {

        private final Folder folder;
        private final Path root;
        private final Environment environment;
        private final Variables variables;
        private final Problems problems;

        Reading(Folder folder, Path root, Environment environment, Problems problems) {
            this.folder = folder;
            this.root = root;
            this.environment = environment;
            this.variables = new Variables(environment.variables());
            this.problems = problems;
        }

        /** Empty when {@code foz.yaml} can't be read at all; names of files are checked all the same. */
        Optional<Pipeline> pipeline() {
            Optional<FozYaml> yaml = fozYaml();
            Map<TableName, SqlFile> files = SqlFile.all(folder, problems);
            return yaml.map(y -> pipeline(y, files));
        }

        private Pipeline pipeline(FozYaml yaml, Map<TableName, SqlFile> files) {
            ZoneId zone = yaml.head().map(FozYaml.Head::timeZone).orElse(ZoneOffset.UTC);
            Map<TableName, TableYaml> settings = new LinkedHashMap<>();
            yaml.tables().pairs().forEach(p -> settings.put(p.key(), p.value()));
            Tables tables = new Tables(files, settings, fronts, zone, problems);
            List<String> names =
                    yaml.sources().pairs().stream().map(Mapping.Pair::key).toList();
            SourceReader reader = new SourceReader(kinds, problems);
            List<SourcePlan> read = sources(yaml, settings, tables, reader);
            new SettingsCheck(tables, files.keySet(), names, reader.complete().keySet(), problems).check(yaml.tables());
            tables.compile();
            CompleteCheck periods = new CompleteCheck(tables, problems);
            List<SourcePlan> sources = read.stream()
                    .map(source -> periods.with(
                            source, Optional.ofNullable(reader.complete().get(source.name()))))
                    .toList();
            List<TestCase> tests = new TestReader(folder, variables, names, tables, problems).all();
            String name = yaml.head().map(FozYaml.Head::pipeline).orElse("");
            return new Pipeline(name, root, zone, sources, tables.plans(), tests);
        }

        private Optional<FozYaml> fozYaml() {
            if (!folder.has(Folder.FOZ_YAML)) {
                SpecProblem code = folder.has("foz.yml") ? SpecProblem.MISNAMED_FOZ_YAML : SpecProblem.NO_FOZ_YAML;
                problems.report(new Place(Folder.FOZ_YAML, 0, 0), code, "folder", root);
                return Optional.empty();
            }
            return folder.text(Folder.FOZ_YAML)
                    .map(text -> YamlReader.read(Folder.FOZ_YAML, text, variables, problems))
                    .map(node -> node instanceof Node.Entries entries ? withEnvironment(entries) : node)
                    .flatMap(node ->
                            Optional.ofNullable(RecordShape.of(FozYaml.class).read(node, Folder.FOZ_YAML, problems)));
        }

        private Node.Entries withEnvironment(Node.Entries base) {
            List<String> names = folder.files("env").stream()
                    .filter(n -> n.endsWith(".yaml"))
                    .map(n -> n.substring("env/".length(), n.length() - ".yaml".length()))
                    .toList();
            Optional<String> wanted = environment.name();
            if (wanted.isPresent() && !names.contains(wanted.get())) {
                Problem problem = Problem.at(
                        new Place("env/" + wanted.get() + ".yaml", 0, 0),
                        SpecProblem.NO_SUCH_ENVIRONMENT,
                        "known",
                        String.join(", ", names));
                problems.addAll(List.of(problem.suggesting(Nearest.to(wanted.get(), names))));
            }
            Node.Entries result = base;
            for (String name : names) {
                boolean chosen = wanted.isPresent() && wanted.get().equals(name);
                Node.Entries laid = laid("env/" + name + ".yaml", chosen ? variables : Variables.UNTOUCHED, base);
                result = chosen ? laid : result;
            }
            return result;
        }

        private Node.Entries laid(String file, Variables known, Node.Entries base) {
            Optional<Node> over = folder.text(file).map(text -> YamlReader.read(file, text, known, problems));
            return over.isPresent() && over.get() instanceof Node.Entries entries
                    ? new Overlay(problems).lay(entries, base)
                    : base;
        }

        private List<SourcePlan> sources(
                FozYaml yaml, Map<TableName, TableYaml> settings, Tables tables, SourceReader reader) {
            List<SourcePlan> sources = new ArrayList<>();
            for (Mapping.Pair<String, Node> pair : yaml.sources().pairs()) {
                Optional<TableName> table = TableName.parse("bronze." + pair.key());
                Optional<SourcePlan> source =
                        reader.read(pair.key(), pair.place(), pair.value(), partitionBy(table, settings));
                source.ifPresent(sources::add);
                source.ifPresent(tables::add);
                table.filter(t -> source.isEmpty()).ifPresent(tables::addBroken);
            }
            return sources;
        }

        private List<PartitionField> partitionBy(Optional<TableName> table, Map<TableName, TableYaml> settings) {
            return table.flatMap(t -> Optional.ofNullable(settings.get(t)))
                    .map(y -> y.partitionBy().stream().map(Placed::value).toList())
                    .orElse(List.of());
        }
    }
}
