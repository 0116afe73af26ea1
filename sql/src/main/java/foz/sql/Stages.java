package foz.sql;

import foz.api.sql.Incremental;
import foz.api.sql.Query;
import foz.api.sql.Query.ColumnLineage;
import foz.api.sql.Query.Origin;
import foz.api.sql.Query.Stage;
import foz.api.type.TableName;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlOrderBy;

/** Makes a query that can be computed whole only into one that is computed from stages, where it can be cut. */
final class Stages {

    private final Query whole;
    private final List<Stage> made;

    private Stages(Query whole, List<Stage> made) {
        this.whole = whole;
        this.made = made;
    }

    /**
     * The query with stages, or as it was.
     *
     * @param tree the query's own, with its names resolved; it is written into
     * @param baseColumns as {@link Cutting} wants them
     */
    static Query of(Query whole, TableName table, SqlNode tree, Set<String> baseColumns, Cutting.Compiler compiler) {
        Optional<String> first = first(tree);
        Cutting cutting = new Cutting(table, tree, baseColumns, compiler);
        SqlNode rest = cutting.rest(tree);
        if (cutting.stages().isEmpty()) {
            return whole;
        }
        return compiler.compile(rest, cutting.stages())
                .filter(outer ->
                        outer.columns().visible().equals(whole.columns().visible()))
                .map(outer -> new Stages(whole, cutting.stages()).joined(outer, first))
                .orElse(whole);
    }

    private Query joined(Query outer, Optional<String> first) {
        Set<TableName> needed = new HashSet<>(outer.inputs());
        List<Stage> used = new ArrayList<>();
        for (Stage stage : made.reversed()) {
            if (needed.contains(stage.table())) {
                used.addFirst(new Stage(stage.table(), traced(stage.query())));
                needed.addAll(stage.query().inputs());
            }
        }
        boolean last = outer.incremental() instanceof Incremental.Whole;
        String because = last ? because(outer, used, first) : outer.reason();
        return new Query(
                outer.columns(),
                outer.inputs(),
                outer.shape(),
                because,
                outer.executable(),
                outer.countFiltered(),
                whole.lineage(),
                last ? new Incremental.Whole(because) : outer.incremental(),
                used);
    }

    /** A stage's query whose columns come from base tables, though it reads other stages. */
    private Query traced(Query query) {
        List<ColumnLineage> lineage = query.lineage().stream()
                .map(column -> new ColumnLineage(
                        column.column(),
                        List.copyOf(origins(column.origins())),
                        column.copied()
                                && column.origins().stream().allMatch(o -> at(o).allMatch(ColumnLineage::copied))))
                .toList();
        return new Query(
                query.columns(),
                query.inputs(),
                query.shape(),
                query.reason(),
                query.executable(),
                query.countFiltered(),
                lineage,
                query.incremental(),
                List.of());
    }

    private Set<Origin> origins(Collection<Origin> direct) {
        Set<Origin> origins = new LinkedHashSet<>();
        for (Origin origin : direct) {
            boolean staged = made.stream().anyMatch(s -> s.table().equals(origin.table()));
            if (staged) {
                at(origin).forEach(column -> origins.addAll(origins(column.origins())));
            } else {
                origins.add(origin);
            }
        }
        return origins;
    }

    /** Where a column of a stage comes from; nothing for one of another table. */
    private Stream<ColumnLineage> at(Origin origin) {
        return made.stream()
                .filter(s -> s.table().equals(origin.table()))
                .flatMap(s -> s.query().lineage().stream())
                .filter(l -> l.column().equals(origin.column()));
    }

    private static String because(Query outer, List<Stage> used, Optional<String> first) {
        List<Stage> read =
                used.stream().filter(s -> outer.inputs().contains(s.table())).toList();
        String names = read.stream().map(s -> s.table().toString()).collect(Collectors.joining(" and "));
        String ways = read.stream()
                .map(s -> s.query().incremental().because())
                .distinct()
                .collect(Collectors.joining("; "));
        String step = first.map(n -> n.equals("1") ? "its best row is chosen" : "its best " + n + " rows are chosen")
                .orElse("its last step is computed");
        return step + " anew from " + names + ", which " + (read.size() == 1 ? "follows" : "follow") + " changes: "
                + ways;
    }

    /** How many rows its LIMIT takes. */
    private static Optional<String> first(SqlNode tree) {
        return tree instanceof SqlOrderBy order && order.fetch instanceof SqlLiteral rows
                ? Optional.ofNullable(rows.toValue())
                : Optional.empty();
    }
}
