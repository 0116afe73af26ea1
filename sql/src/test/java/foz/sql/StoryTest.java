package foz.sql;

import static org.assertj.core.api.Assertions.assertThat;

import foz.api.failure.Checked;
import foz.api.failure.Place;
import foz.api.failure.Problem;
import foz.api.sql.Incremental;
import foz.api.sql.Query;
import foz.api.sql.Query.ColumnLineage;
import foz.api.type.Field;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Queries and what comes of them, in plain text: shape, columns, lineage and rows, or the problems with their places. */
class StoryTest {

    private static Shop shop;

    @BeforeAll
    static void open() throws SQLException {
        shop = new Shop();
    }

    @AfterAll
    static void close() throws SQLException {
        shop.close();
    }

    static Stream<Story> stories() {
        return Stream.of("everyday.txt", "harder.txt", "meanings.txt", "problems.txt")
                .flatMap(Story::in);
    }

    @ParameterizedTest
    @MethodSource("stories")
    void comes_out_as_told(Story story) throws SQLException {
        assertThat(told(story.sql(), shop)).isEqualTo(story.expected());
    }

    /** Everything a story tells of a query. */
    static List<String> told(String sql, Shop shop) throws SQLException {
        return switch (new PortableSql()
                .query(Shop.TARGET, sql, new Place("story.sql", 1, 1), Shop.TABLES, Shop.ZONE)) {
            case Checked.Refused<Query> refused ->
                refused.problems().stream().map(StoryTest::problem).toList();
            case Checked.Good<Query> good -> query(good.value(), shop);
        };
    }

    private static String problem(Problem problem) {
        String suggestion =
                problem.suggestion().map(s -> " (did you mean " + s + "?)").orElse("");
        return problem.place().line() + ":" + problem.place().column() + " "
                + problem.sentence().code().id() + ": " + problem.sentence().text() + suggestion;
    }

    private static List<String> query(Query query, Shop shop) throws SQLException {
        shop.fill(query.stages());
        List<Field> visible = query.columns().visible().fields();
        List<String> lines = new ArrayList<>();
        lines.add(query.shape() == Query.Shape.ROW_BY_ROW ? "row by row" : way(query.incremental()));
        lines.add("columns: "
                + visible.stream().map(f -> f.name() + " " + f.type()).collect(Collectors.joining(", ")));
        lines.add("from: " + query.lineage().stream().map(StoryTest::lineage).collect(Collectors.joining(", ")));
        if (query.countFiltered().isPresent()) {
            lines.add("filtered: " + shop.rows(query.countFiltered().get()).getFirst());
        }
        String names = visible.stream().map(f -> DuckDbTypes.name(f.name())).collect(Collectors.joining(", "));
        shop.rows("SELECT " + names + " FROM (" + query.executable() + ")").stream()
                .sorted()
                .forEach(lines::add);
        return lines;
    }

    private static String way(Incremental incremental) {
        return switch (incremental) {
            case Incremental.Whole whole -> "whole: " + whole.because();
            case Incremental.Rows rows -> "rows: " + rows.because();
            case Incremental.Groups groups ->
                (groups.merge().isPresent() ? "merged: " : "touched groups: ") + groups.because();
        };
    }

    private static String lineage(ColumnLineage lineage) {
        String origins = lineage.origins().stream()
                .map(o -> o.table() + "." + o.column())
                .sorted()
                .collect(Collectors.joining(" + "));
        return lineage.column() + (lineage.copied() ? " = " : " < ") + (origins.isEmpty() ? "nothing" : origins);
    }
}
