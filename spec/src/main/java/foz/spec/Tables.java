package foz.spec;

import foz.api.balance.Origin;
import foz.api.failure.Checked;
import foz.api.failure.Place;
import foz.api.plan.SourcePlan;
import foz.api.plan.TablePlan;
import foz.api.sql.Query;
import foz.api.sql.SqlFront;
import foz.api.type.Field;
import foz.api.type.Schema;
import foz.api.type.TableName;
import foz.spec.TableYaml.Language;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Every table of a pipeline: what it is called, which columns it has, what fills it. Queries are checked in the order in which
 * tables depend on each other; a table below a broken one is passed over, because all that could be said follows from the break.
 */
final class Tables {

    private static final Pattern SYSTEM_TABLE =
            Pattern.compile("\\bsystem\\s*\\.\\s*\"?(quarantine|batches|[a-z_]+)", Pattern.CASE_INSENSITIVE);

    private final Map<TableName, SqlFile> files;
    private final Map<TableName, TableYaml> settings;
    private final Fronts fronts;
    private final ZoneId zone;
    private final Problems problems;
    private final Map<TableName, Schema> schemas = new LinkedHashMap<>();
    private final Set<TableName> broken = new HashSet<>();
    private final List<TablePlan> plans = new ArrayList<>();

    Tables(
            Map<TableName, SqlFile> files,
            Map<TableName, TableYaml> settings,
            Fronts fronts,
            ZoneId zone,
            Problems problems) {
        this.files = files;
        this.settings = settings;
        this.fronts = fronts;
        this.zone = zone;
        this.problems = problems;
    }

    /** Takes in the bronze table of a source. */
    void add(SourcePlan source) {
        List<Field> declared = source.columns().stream().map(c -> c.field()).toList();
        schemas.put(
                source.table(),
                new Schema(Stream.concat(declared.stream(), Origin.COLUMNS.stream())
                        .toList()));
    }

    /** Takes note of a bronze table whose source is wrong. */
    void addBroken(TableName table) {
        broken.add(table);
    }

    /** Checks every query. */
    void compile() {
        Map<TableName, List<TableName>> inputs = new TreeMap<>();
        files.values().forEach(f -> inputs(f).ifPresent(found -> inputs.put(f.table(), found)));
        TableOrder order = new TableOrder(inputs, files, problems);
        List<TableName> sorted = order.sorted();
        broken.addAll(order.inCycle());
        sorted.forEach(t -> compile(t, inputs.getOrDefault(t, List.of())));
    }

    /** The tables with a query that are right, each behind those it reads. */
    List<TablePlan> plans() {
        return plans;
    }

    /** The columns of a table, hidden ones included; empty when it isn't there or is broken. */
    Optional<Schema> schema(TableName table) {
        return Optional.ofNullable(schemas.get(table));
    }

    /** Every table there is, right or not. */
    Set<TableName> names() {
        Set<TableName> names = new HashSet<>(files.keySet());
        names.addAll(schemas.keySet());
        names.addAll(broken);
        return names;
    }

    private Optional<List<TableName>> inputs(SqlFile file) {
        if (file.isEmpty()) {
            broken.add(file.table());
            return Optional.empty();
        }
        Optional<List<TableName>> inputs = good(front(file.table()).inputs(file.text(), file.place()));
        if (inputs.isEmpty() || readsSystem(file, inputs.get())) {
            broken.add(file.table());
            return Optional.empty();
        }
        return inputs;
    }

    private boolean readsSystem(SqlFile file, List<TableName> inputs) {
        Optional<TableName> system =
                inputs.stream().filter(t -> t.layer().equals("system")).findFirst();
        system.ifPresent(t -> problems.report(placeOfSystem(file), SpecProblem.SYSTEM_TABLE_READ, "table", t));
        return system.isPresent();
    }

    private static Place placeOfSystem(SqlFile file) {
        Matcher m = SYSTEM_TABLE.matcher(file.text());
        if (!m.find()) {
            return file.place();
        }
        String before = file.text().substring(0, m.start());
        int line = (int) before.chars().filter(c -> c == '\n').count();
        return new Place(file.place().file(), line + 1, m.start() - before.lastIndexOf('\n'));
    }

    private void compile(TableName table, List<TableName> inputs) {
        SqlFile file = files.get(table);
        if (file == null || broken.contains(table) || inputs.stream().anyMatch(broken::contains)) {
            broken.add(table);
            return;
        }
        Optional<Query> query =
                good(front(table).query(file.table(), file.text(), file.place(), Map.copyOf(schemas), zone));
        if (query.isEmpty()) {
            broken.add(table);
            return;
        }
        schemas.put(table, query.get().columns());
        new TableSettings(query.get(), front(table), zone, problems)
                .plan(file, Optional.ofNullable(settings.get(table)), inputSchemas(query.get()))
                .ifPresent(plans::add);
    }

    private Map<TableName, Schema> inputSchemas(Query query) {
        Map<TableName, Schema> read = new TreeMap<>();
        query.inputs().forEach(t -> schema(t).ifPresent(s -> read.put(t, s)));
        return read;
    }

    private SqlFront front(TableName table) {
        TableYaml yaml = settings.get(table);
        return fronts.of(yaml == null ? Language.PORTABLE : yaml.sql());
    }

    private <T> Optional<T> good(Checked<T> checked) {
        return switch (checked) {
            case Checked.Good<T> good -> {
                problems.warn(good.warnings());
                yield Optional.of(good.value());
            }
            case Checked.Refused<T> refused -> {
                problems.addAll(refused.problems());
                yield Optional.empty();
            }
        };
    }
}
