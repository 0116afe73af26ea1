package foz.spec;

import foz.api.balance.Origin;
import foz.api.failure.Checked;
import foz.api.failure.Nearest;
import foz.api.failure.Place;
import foz.api.plan.PartitionField;
import foz.api.plan.TablePlan;
import foz.api.plan.TablePlan.Duplicates;
import foz.api.plan.TablePlan.Expectation;
import foz.api.plan.TablePlan.Keep;
import foz.api.plan.TablePlan.Outcome;
import foz.api.plan.Timing;
import foz.api.sql.Query;
import foz.api.sql.SqlFront;
import foz.api.type.Field;
import foz.api.type.Schema;
import foz.api.type.TableName;
import foz.api.type.Type;
import foz.spec.TableYaml.DuplicatesYaml;
import foz.spec.TableYaml.RefreshYaml;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Holds the settings of a table against the columns its query yields. */
final class TableSettings {

    private final Query query;
    private final SqlFront front;
    private final ZoneId zone;
    private final Problems problems;

    TableSettings(Query query, SqlFront front, ZoneId zone, Problems problems) {
        this.query = query;
        this.front = front;
        this.zone = zone;
        this.problems = problems;
    }

    /** The table's plan; empty when a setting is wrong, which is reported. */
    Optional<TablePlan> plan(SqlFile file, Optional<TableYaml> yaml, Map<TableName, Schema> inputs) {
        int before = problems.count();
        List<String> key = yaml.map(y -> key(y.key())).orElse(List.of());
        Optional<Duplicates> duplicates = yaml.flatMap(this::duplicates);
        List<Expectation> expectations = yaml.map(y -> expectations(y.expect())).orElse(List.of());
        List<PartitionField> partitionBy = yaml.map(y -> partitionBy(y.partitionBy(), query.columns(), problems))
                .orElse(List.of());
        if (problems.count() > before) {
            return Optional.empty();
        }
        String definition = new Definition(query, inputs, zone).of(key, duplicates, expectations, partitionBy);
        return Optional.of(new TablePlan(
                file.table(),
                file.text(),
                file.place(),
                query,
                key,
                duplicates,
                expectations,
                partitionBy,
                yaml.map(this::timing).orElse(new Timing.OnChange()),
                definition));
    }

    private Timing timing(TableYaml yaml) {
        RefreshYaml refresh = yaml.refresh();
        return refresh.every()
                .<Timing>map(Timing.Every::new)
                .or(() -> refresh.cron().map(Timing.Cron::new))
                .or(() -> refresh.whenComplete()
                        .map(source -> new Timing.WhenComplete(source.value(), refresh.atLatest())))
                .orElse(new Timing.OnChange());
    }

    private List<String> key(List<Placed<String>> names) {
        List<String> key = new ArrayList<>();
        for (Placed<String> name : names) {
            column(name.value(), name.place(), query.columns(), problems).ifPresent(field -> {
                if (!Fit.COMPARED.takes(field.type())) {
                    unfit(name.place(), field, "key", problems);
                }
                key.add(field.name());
            });
        }
        return key;
    }

    /** Without a word about duplicates, a key is a promise: the second row of a key stops the refresh. */
    private Optional<Duplicates> duplicates(TableYaml yaml) {
        if (yaml.duplicates().isEmpty()) {
            return yaml.key().isEmpty() ? Optional.empty() : Optional.of(new Duplicates(Keep.FAIL, Optional.empty()));
        }
        Placed<DuplicatesYaml> written = yaml.duplicates().get();
        DuplicatesYaml duplicates = written.value();
        if (yaml.key().isEmpty()) {
            problems.report(written.place(), SpecProblem.DUPLICATES_WITHOUT_KEY);
        }
        boolean hasOrigin = query.columns().field(Origin.FILE).isPresent();
        if (duplicates.by().isEmpty() && duplicates.keep() != Keep.FAIL && !hasOrigin) {
            problems.report(
                    written.place(), SpecProblem.DUPLICATES_WITHOUT_ORDER, "keep", Scalars.word(duplicates.keep()));
        }
        if (duplicates.within().isPresent() && duplicates.by().isEmpty()) {
            problems.report(written.place(), SpecProblem.WITHIN_WITHOUT_BY);
        }
        Optional<String> by =
                duplicates.by().flatMap(b -> orderedBy(b, duplicates.within().isPresent()));
        return Optional.of(new Duplicates(duplicates.keep(), by, duplicates.within()));
    }

    private Optional<String> orderedBy(Placed<String> by, boolean within) {
        Optional<Field> field = column(by.value(), by.place(), query.columns(), problems);
        Fit fit = within ? Fit.DAYS : Fit.COMPARED;
        field.filter(f -> !fit.takes(f.type()))
                .ifPresent(f -> unfit(by.place(), f, within ? "duplicates.by with within" : "duplicates.by", problems));
        return field.map(Field::name);
    }

    private List<Expectation> expectations(Mapping<Outcome, Mapping<String, Placed<String>>> written) {
        List<Expectation> expectations = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (Mapping.Pair<Outcome, Mapping<String, Placed<String>>> outcome : written.pairs()) {
            for (Mapping.Pair<String, Placed<String>> rule : outcome.value().pairs()) {
                checkName(rule, names);
                Placed<String> sql = rule.value();
                condition(sql)
                        .ifPresent(c -> expectations.add(
                                new Expectation(rule.key(), outcome.key(), sql.value(), c, sql.place())));
            }
        }
        return expectations;
    }

    private void checkName(Mapping.Pair<String, Placed<String>> rule, Set<String> names) {
        if (!rule.key().matches("[a-z][a-z0-9-]*")) {
            problems.report(
                    rule.place(),
                    SpecProblem.BAD_NAME,
                    "name",
                    rule.key(),
                    "expected",
                    "lower-case letters, digits and hyphens");
        } else if (!names.add(rule.key())) {
            problems.report(rule.place(), SpecProblem.REPEATED_RULE, "name", rule.key());
        }
    }

    private Optional<String> condition(Placed<String> sql) {
        return switch (front.condition(sql.value(), sql.inside(), query.columns(), zone)) {
            case Checked.Good<String> good -> {
                problems.warn(good.warnings());
                yield Optional.of(good.value());
            }
            case Checked.Refused<String> refused -> {
                problems.addAll(refused.problems());
                yield Optional.empty();
            }
        };
    }

    /** The partitioning of a table with these columns; what is wrong with it is reported. */
    static List<PartitionField> partitionBy(List<Placed<PartitionField>> written, Schema columns, Problems problems) {
        List<PartitionField> fields = new ArrayList<>();
        for (Placed<PartitionField> each : written) {
            PartitionField part = each.value();
            column(part.column(), each.place(), columns, problems).ifPresent(field -> {
                if (!Fit.of(part.transform()).takes(field.type())) {
                    unfit(
                            each.place(),
                            field,
                            part.transform() == PartitionField.Transform.IDENTITY
                                    ? "partition-by"
                                    : Scalars.word(part.transform()),
                            problems);
                }
                fields.add(new PartitionField(part.transform(), field.name(), part.width()));
            });
        }
        return fields;
    }

    /** The column of that name; its absence is reported with the nearest there is. */
    static Optional<Field> column(String name, Place place, Schema columns, Problems problems) {
        Optional<Field> field = columns.field(name);
        if (field.isEmpty()) {
            List<String> known = columns.visible().names();
            problems.reportWord(
                    place,
                    name,
                    columns.names(),
                    notThere(name, columns.names()),
                    "column",
                    name,
                    "known",
                    String.join(", ", known));
        }
        return field;
    }

    /** The whole list of columns helps only where no single one is near. */
    static SpecProblem notThere(String name, Collection<String> known) {
        return Nearest.to(name, known).isPresent() ? SpecProblem.COLUMN_NOT_IN_TABLE : SpecProblem.COLUMN_NOT_AMONG;
    }

    private static void unfit(Place place, Field field, String use, Problems problems) {
        problems.report(place, SpecProblem.COLUMN_TYPE_UNFIT, "column", field.name(), "type", field.type(), "use", use);
    }

    /** Which types a column may have for a use. */
    private enum Fit {
        COMPARED,
        DAYS,
        HOURS,
        BUCKETS,
        PREFIXES;

        static Fit of(PartitionField.Transform transform) {
            return switch (transform) {
                case IDENTITY -> COMPARED;
                case YEAR, MONTH, DAY -> DAYS;
                case HOUR -> HOURS;
                case BUCKET -> BUCKETS;
                case TRUNCATE -> PREFIXES;
            };
        }

        boolean takes(Type type) {
            return switch (type) {
                case Type.ListOf l -> false;
                case Type.MapOf m -> false;
                case Type.Struct s -> false;
                case Type.Decimal d -> this == COMPARED || this == BUCKETS || this == PREFIXES;
                case Type.Primitive p -> takes(p);
            };
        }

        private boolean takes(Type.Primitive type) {
            return switch (this) {
                case COMPARED -> true;
                case DAYS -> type == Type.Primitive.DATE || HOURS.takes(type);
                case HOURS -> type == Type.Primitive.TIMESTAMP || type == Type.Primitive.TIMESTAMPTZ;
                case BUCKETS ->
                    type != Type.Primitive.BOOLEAN && type != Type.Primitive.FLOAT && type != Type.Primitive.DOUBLE;
                case PREFIXES ->
                    Set.of(Type.Primitive.INT, Type.Primitive.LONG, Type.Primitive.STRING, Type.Primitive.BINARY)
                            .contains(type);
            };
        }
    }
}
