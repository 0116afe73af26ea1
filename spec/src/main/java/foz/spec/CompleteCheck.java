package foz.spec;

import foz.api.plan.Complete;
import foz.api.plan.SourcePlan;
import foz.api.type.Field;
import foz.api.type.Schema;
import foz.api.type.TableName;
import foz.api.type.Type;
import foz.api.type.Type.Primitive;
import foz.spec.SourceYaml.CompleteYaml;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Holds what a source says about its periods against its columns and those of its members. */
final class CompleteCheck {

    private static final Set<Type> TIMES = Set.of(Primitive.DATE, Primitive.TIMESTAMP, Primitive.TIMESTAMPTZ);

    private final Tables tables;
    private final Problems problems;

    CompleteCheck(Tables tables, Problems problems) {
        this.tables = tables;
        this.problems = problems;
    }

    /** The source with its periods; without them when something is wrong, which is reported. */
    SourcePlan with(SourcePlan source, Optional<Placed<CompleteYaml>> written) {
        Optional<Complete> complete = written.flatMap(w -> complete(source, w));
        return new SourcePlan(
                source.name(),
                source.kind(),
                source.options(),
                source.format(),
                source.columns(),
                source.ignore(),
                source.drift(),
                source.files(),
                source.maxBad(),
                source.keepRaw(),
                source.partitionBy(),
                source.dropped(),
                complete,
                source.place());
    }

    private Optional<Complete> complete(SourcePlan source, Placed<CompleteYaml> written) {
        CompleteYaml yaml = written.value();
        Schema own = new Schema(source.columns().stream().map(c -> c.field()).toList());
        Optional<String> at = yaml.at().isPresent() ? time(yaml.at().get(), own) : onlyTime(written, own);
        Optional<List<String>> by = members(yaml.members()).flatMap(members -> by(written, own, members));
        return at.isPresent() && by.isPresent()
                ? Optional.of(new Complete(yaml.each(), yaml.members().value(), at.get(), by.get()))
                : Optional.empty();
    }

    private Optional<String> time(Placed<String> name, Schema own) {
        return TableSettings.column(name.value(), name.place(), own, problems).flatMap(field -> {
            if (TIMES.contains(field.type())) {
                return Optional.of(field.name());
            }
            problems.report(
                    name.place(),
                    SpecProblem.COLUMN_TYPE_UNFIT,
                    "column",
                    field.name(),
                    "type",
                    field.type(),
                    "use",
                    "complete.at");
            return Optional.empty();
        });
    }

    private Optional<String> onlyTime(Placed<CompleteYaml> written, Schema own) {
        List<String> times = own.fields().stream()
                .filter(field -> TIMES.contains(field.type()))
                .map(Field::name)
                .toList();
        if (times.size() != 1) {
            problems.report(
                    written.place(),
                    SpecProblem.PERIOD_WITHOUT_TIME,
                    "found",
                    times.isEmpty() ? "none" : String.join(", ", times));
            return Optional.empty();
        }
        return Optional.of(times.getFirst());
    }

    /** A table that is there and broken has been reported. */
    private Optional<Schema> members(Placed<TableName> table) {
        if (!tables.names().contains(table.value())) {
            problems.reportWord(
                    table.place(),
                    table.value().toString(),
                    tables.names().stream().map(TableName::toString).sorted().toList(),
                    SpecProblem.NOTHING_NAMED,
                    "sort",
                    "table",
                    "name",
                    table.value());
        }
        return tables.schema(table.value()).map(Schema::visible);
    }

    private Optional<List<String>> by(Placed<CompleteYaml> written, Schema own, Schema members) {
        if (!written.value().by().isEmpty()) {
            return named(written.value().by(), own, members);
        }
        List<String> shared = own.fields().stream()
                .filter(field -> members.field(field.name())
                        .filter(other -> other.type().equals(field.type()))
                        .isPresent())
                .map(Field::name)
                .toList();
        if (shared.isEmpty()) {
            problems.report(
                    written.place(),
                    SpecProblem.PERIOD_WITHOUT_MEMBER,
                    "members",
                    written.value().members().value());
            return Optional.empty();
        }
        return Optional.of(shared);
    }

    private Optional<List<String>> named(List<Placed<String>> names, Schema own, Schema members) {
        List<String> by = new ArrayList<>();
        for (Placed<String> name : names) {
            Optional<Field> mine = TableSettings.column(name.value(), name.place(), own, problems);
            Optional<Field> theirs =
                    mine.flatMap(found -> TableSettings.column(name.value(), name.place(), members, problems));
            if (mine.isPresent() && theirs.isPresent()) {
                if (!mine.get().type().equals(theirs.get().type())) {
                    problems.report(
                            name.place(),
                            SpecProblem.MEMBER_OF_OTHER_TYPE,
                            "column",
                            name.value(),
                            "type",
                            mine.get().type(),
                            "found",
                            theirs.get().type());
                }
                by.add(mine.get().name());
            }
        }
        return by.size() == names.size() ? Optional.of(by) : Optional.empty();
    }
}
