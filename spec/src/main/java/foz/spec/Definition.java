package foz.spec;

import foz.api.plan.PartitionField;
import foz.api.plan.TablePlan.Duplicates;
import foz.api.plan.TablePlan.Expectation;
import foz.api.plan.TablePlan.Outcome;
import foz.api.sql.Query;
import foz.api.type.Schema;
import foz.api.type.TableName;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.ZoneId;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;

/**
 * What decides a table's content, as a digest. In it: the compiled query (so that a comment, a line break or the case of a keyword
 * rebuilds nothing, and another compiler does), the columns it yields, the types of the input columns that flow into it (they
 * decide casts that the text doesn't show), the zone, and every setting that takes rows away or lays them out. Not in it: rules
 * that only warn, and the definitions of the tables it reads. A rebuilt input is a replaced snapshot, which the refresh sees by
 * itself; a digest that held it would also rebuild everything below a change that leaves the rows as they are.
 */
final class Definition {

    private final Query query;
    private final Map<TableName, Schema> inputs;
    private final ZoneId zone;

    Definition(Query query, Map<TableName, Schema> inputs, ZoneId zone) {
        this.query = query;
        this.inputs = inputs;
        this.zone = zone;
    }

    String of(
            List<String> key,
            Optional<Duplicates> duplicates,
            List<Expectation> expectations,
            List<PartitionField> partitionBy) {
        StringJoiner text = new StringJoiner("\n");
        text.add("query " + query.executable());
        text.add("columns " + query.columns().fields());
        query.lineage().stream()
                .flatMap(l -> l.origins().stream())
                .distinct()
                .map(this::origin)
                .sorted()
                .forEach(text::add);
        text.add("zone " + zone);
        text.add("key " + key);
        text.add("duplicates " + duplicates);
        expectations.stream()
                .filter(e -> e.outcome() != Outcome.WARN)
                .map(e -> "rule " + e.name() + " " + e.outcome() + " " + e.condition())
                .sorted()
                .forEach(text::add);
        text.add("partition-by " + partitionBy);
        return digest(text.toString());
    }

    private String origin(Query.Origin origin) {
        Optional<String> type = Optional.ofNullable(inputs.get(origin.table()))
                .flatMap(s -> s.field(origin.column()))
                .map(f -> f.type().toString());
        return "from " + origin.table() + " " + origin.column() + " " + type.orElse("?");
    }

    private static String digest(String text) {
        try {
            byte[] all = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(all, 0, 12);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
