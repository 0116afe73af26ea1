package foz.sql;

import static org.assertj.core.api.Assertions.assertThat;

import foz.api.failure.Checked;
import foz.api.failure.Place;
import foz.api.failure.Problem;
import foz.api.sql.Query;
import java.sql.SQLException;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Good queries with one token lost, doubled or swapped for one of another query: whatever comes of them, it's a query that DuckDB binds, or
 * problems in our own words within the text.
 */
class MutilatedQueryTest {

    private static final long SEED = 20261120;
    private static final int MUTATIONS = 6;

    private static Shop shop;

    @BeforeAll
    static void open() throws SQLException {
        shop = new Shop();
    }

    @AfterAll
    static void close() throws SQLException {
        shop.close();
    }

    static Stream<String> queries() {
        return queries(new Random(SEED));
    }

    static Stream<String> queries(Random random) {
        List<String> good = Stream.of("everyday.txt", "harder.txt", "meanings.txt")
                .flatMap(Story::in)
                .map(Story::sql)
                .toList();
        List<Token> words = good.stream()
                .flatMap(sql -> Token.of(sql).stream())
                .filter(t -> !t.text().isEmpty())
                .toList();
        return good.stream()
                .flatMap(sql ->
                        Stream.generate(() -> mutilated(sql, words, random)).limit(MUTATIONS));
    }

    private static String mutilated(String sql, List<Token> words, Random random) {
        List<Token> tokens = Token.of(sql);
        Token token = tokens.get(random.nextInt(tokens.size() - 1));
        String instead = switch (random.nextInt(3)) {
            case 0 -> "";
            case 1 -> token.text() + " " + token.text();
            default -> words.get(random.nextInt(words.size())).text();
        };
        return sql.substring(0, token.start()) + instead + sql.substring(token.end());
    }

    @ParameterizedTest
    @MethodSource("queries")
    void is_compiled_or_refused_in_our_words(String sql) throws SQLException {
        switch (new PortableSql().query(Shop.TARGET, sql, new Place("story.sql", 1, 1), Shop.TABLES, Shop.ZONE)) {
            case Checked.Good<Query> good -> {
                shop.declare(good.value().stages());
                assertThat(shop.columns(good.value().executable())).isNotEmpty();
            }
            case Checked.Refused<Query> refused -> {
                assertThat(refused.problems()).as(sql).isNotEmpty();
                for (Problem problem : refused.problems()) {
                    assertThat(problem.sentence().text())
                            .doesNotContain("calcite", "Exception", "RESOURCE", "FOZ_", "{");
                    assertThat(problem.place().line())
                            .isBetween(1, (int) sql.lines().count() + 1);
                }
            }
        }
    }
}
