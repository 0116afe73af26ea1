package foz.spec;

import foz.api.plan.PartitionField;
import foz.api.plan.TablePlan;
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
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What decides a table's content, as a digest. In it: the compiled query (so that a comment, a line break or the case of a keyword
 * rebuilds nothing, and another compiler does) and those of its stages, the columns it yields, the types of the input columns that
 * flow into it (they decide casts that the text doesn't show), the zone, every setting that takes rows away or lays them out, and what the engine keeps
 * beside the rows. Not in it: rules that only warn, and the definitions of the tables it reads. A rebuilt input is a replaced snapshot, which the refresh sees by
 * itself; a digest that held it would also rebuild everything below a change that leaves the rows as they are.
 */
final class Definition {

    private static final Pattern QUOTED_OR_BLANK =
            Pattern.compile("('[^']*'|\"[^\"]*\")|(?:\\s++|--[^\n]*+|/\\*(?s:.*?)\\*/)++");

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
        text.add("query " + bare(query.executable()));
        text.add("columns " + query.columns().fields());
        query.lineage().stream()
                .flatMap(l -> l.origins().stream())
                .distinct()
                .map(this::origin)
                .sorted()
                .forEach(text::add);
        query.stages().forEach(stage -> {
            text.add("stage " + stage.table() + " " + bare(stage.query().executable()));
            text.add("columns " + stage.query().columns().fields());
        });
        text.add("zone " + zone);
        text.add("key " + key);
        text.add("duplicates " + duplicates);
        text.add("engine " + TablePlan.ENGINE_STATE);
        expectations.stream()
                .filter(e -> e.outcome() != Outcome.WARN)
                .map(e -> "rule " + e.name() + " " + e.outcome() + " " + e.condition())
                .sorted()
                .forEach(text::add);
        text.add("partition-by " + partitionBy);
        return digest(text.toString());
    }

    /**
     * The query without comments and line breaks, which a front may have left in. Where signs occur that this simple reading
     * can't tell apart (dollar quotes, backslashes, comments in comments) the text stays whole: one rebuild too many is better
     * than one too few.
     */
    static String bare(String sql) {
        return sql.contains("$") || sql.contains("\\") || nestsComments(sql)
                ? sql
                : QUOTED_OR_BLANK
                        .matcher(sql)
                        .replaceAll(m -> m.group(1) == null ? " " : Matcher.quoteReplacement(m.group(1)))
                        .strip();
    }

    private static boolean nestsComments(String sql) {
        for (int open = sql.indexOf("/*"); open >= 0; open = sql.indexOf("/*", open + 2)) {
            int close = sql.indexOf("*/", open + 2);
            int next = sql.indexOf("/*", open + 2);
            if (close < 0 || next >= 0 && next < close) {
                return true;
            }
        }
        return false;
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
