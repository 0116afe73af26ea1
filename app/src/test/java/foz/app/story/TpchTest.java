package foz.app.story;

import static org.assertj.core.api.Assertions.assertThat;

import foz.api.type.Field;
import foz.api.type.TableName;
import foz.api.type.Type;
import foz.testkit.Shared;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** The 22 queries of TPC-H as tables of a pipeline, against the answers published for scale 0.01. */
class TpchTest {

    /** What the specification allows where an answer is an average or a ratio (clause 2.1.3.5). */
    private static final BigDecimal TOLERANCE = new BigDecimal("0.01");

    private static final String BAR = " | ";
    private static final Set<String> ABSENT = Set.of("", "null");
    private static final Pattern NUMBER = Pattern.compile("-?[0-9]+(\\.[0-9]+)?");

    @TempDir
    static Path folder;

    @TestFactory
    Stream<DynamicTest> everyTableHoldsThePublishedAnswer() {
        Path answers = Shared.path("tpch/sf0.01");
        Story story = Story.of("tpch", folder, Map.of());
        TpchData data = new TpchData();
        data.tables().forEach(table -> story.write("in/" + table + "/1.csv", TpchData.file(table, data.lines(table))));
        story.runs();
        return IntStream.rangeClosed(1, 22)
                .mapToObj("q%02d"::formatted)
                .map(query -> DynamicTest.dynamicTest(query, () -> check(story, query, answers)));
    }

    private static void check(Story story, String query, Path answers) throws IOException {
        List<Field> columns = story.pipeline()
                .table(new TableName("gold", query))
                .orElseThrow()
                .query()
                .columns()
                .visible()
                .fields();
        List<String> names = columns.stream().map(f -> '"' + f.name() + '"').toList();
        List<String> expected = Files.readAllLines(answers.resolve(query + ".csv")).stream()
                .skip(1)
                .map(line -> line.replace("|", BAR))
                .toList();
        assertThat(story.ask("SELECT " + String.join(", ", names) + " FROM gold." + query))
                .usingElementComparator((a, b) -> agree(a, b, columns) ? 0 : 1)
                .containsExactlyInAnyOrderElementsOf(expected);
    }

    /** Whether two rows of a table of these columns say the same. */
    static boolean agree(String a, String b, List<Field> columns) {
        String[] left = a.split(Pattern.quote(BAR), -1);
        String[] right = b.split(Pattern.quote(BAR), -1);
        return left.length == columns.size()
                && right.length == columns.size()
                && IntStream.range(0, left.length)
                        .allMatch(i -> agree(left[i], right[i], columns.get(i).type()));
    }

    /** Text, whole numbers and decimals agree exactly. The published answers write NULL as nothing, and 5.00 as 5. */
    private static boolean agree(String a, String b, Type type) {
        boolean absent = ABSENT.contains(a) && ABSENT.contains(b);
        boolean number = NUMBER.matcher(a).matches() && NUMBER.matcher(b).matches();
        BigDecimal allowed = type == Type.Primitive.DOUBLE ? TOLERANCE : BigDecimal.ZERO;
        boolean near = number && distance(a, b).compareTo(allowed) <= 0;
        return type == Type.Primitive.STRING ? a.equals(b) : absent || near || a.equals(b);
    }

    private static BigDecimal distance(String a, String b) {
        return new BigDecimal(a).subtract(new BigDecimal(b)).abs();
    }
}
