package foz.app.story;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import foz.api.balance.BatchRow;
import foz.app.platform.RunReport;
import foz.testkit.Shared;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Six months of an electronics shop, arriving one by one; one is replaced, one withdrawn, one late. After each step gold is what a plain
 * DuckDB makes of the files that are there and what was known beforehand, and nothing was computed whole but the first time.
 */
class ElectronicsMonthsTest {

    private static final String LINES = """
        CREATE OR REPLACE VIEW lines AS
        SELECT CAST("Order ID" AS BIGINT) AS order_id, "Product" AS product, CAST("Quantity Ordered" AS INTEGER) AS quantity,
               CAST("Price Each" AS DECIMAL(12,2)) AS price, strptime("Order Date", '%%m/%%d/%%y %%H:%%M') AS ordered_at,
               "Purchase Address" AS address
        FROM read_csv('%s/*.csv.gz', header = true, all_varchar = true)
        WHERE "Order ID" IS NOT NULL AND "Order ID" <> 'Order ID'\
        """;

    /** Gold, and the same from the lines of the files. */
    private static final Map<String, String> SAME = Map.of(
            "SELECT month, revenue, units, lines FROM gold.sales_by_month",
            "SELECT date_trunc('month', ordered_at), sum(price * quantity), sum(quantity), count(*) FROM lines GROUP"
                    + " BY 1",
            "SELECT month, revenue FROM gold.distinct_sales_by_month",
            "SELECT date_trunc('month', ordered_at), sum(price * quantity) FROM (SELECT DISTINCT * FROM lines) GROUP"
                    + " BY 1",
            "SELECT product, units FROM gold.units_by_product",
            "SELECT product, sum(quantity) FROM lines GROUP BY 1",
            "SELECT city, revenue FROM gold.sales_by_city",
            "SELECT trim(split_part(address, ',', 2)) || ' (' || trim(split_part(address, ',', 3))[1:2] || ')',"
                    + " sum(price * quantity) FROM lines GROUP BY 1",
            "SELECT hour, lines FROM gold.lines_by_hour",
            "SELECT extract(hour FROM ordered_at), count(*) FROM lines GROUP BY 1");

    @TempDir
    Path folder;

    private final TreeSet<String> there = new TreeSet<>();
    private final TreeSet<String> shortened = new TreeSet<>();
    private Story story;
    private JsonNode known;
    private Connection plain;

    @BeforeEach
    void nothingHasArrived() throws IOException, SQLException {
        plain = DriverManager.getConnection("jdbc:duckdb:");
        Path answers = Shared.path("answers.json");
        known = new JsonMapper().readTree(answers.toFile()).get("sales_electronics");
        story = Story.of("electronics", folder, Map.of("SHARED", folder.toString()));
        Path yaml = folder.resolve("foz.yaml");
        story.write(
                "foz.yaml",
                Files.readString(yaml).replace("    format: csv", "    removed-file: withdraw\n    format: csv"));
    }

    @AfterEach
    void closed() throws SQLException {
        plain.close();
    }

    @Test
    void monthsComeOneByOneOneLateOneReplacedOneWithdrawn() throws IOException, SQLException {
        arrives("January");
        story.runs();
        isRight();
        for (String month : List.of("February", "March", "May", "June")) {
            arrives(month);
            refreshes(month + " has come");
        }
        arrives("April");
        refreshes("April came late");
        arrivesShortened("March");
        refreshes("March was replaced");
        withdraws("February");
        refreshes("February was withdrawn");
        arrives("March");
        arrives("February");
        refreshes("both are back");
        assertThat(texts("SELECT strftime(month, '%Y-%m'), revenue FROM gold.sales_by_month"))
                .isEqualTo(texts(known.get("sales_by_order_month")));
        assertThat(texts("SELECT strftime(month, '%Y-%m'), revenue FROM gold.distinct_sales_by_month"))
                .isEqualTo(texts(known.get("sales_by_order_month_exact_duplicates_removed")));
        assertThat(texts("SELECT product, units FROM gold.units_by_product"))
                .isEqualTo(texts(known.get("units_by_product")));
        assertThat(texts("SELECT city, revenue FROM gold.sales_by_city")).isEqualTo(texts(known.get("sales_by_city")));
        assertThat(texts("SELECT lpad(hour::VARCHAR, 2, '0'), lines FROM gold.lines_by_hour"))
                .isEqualTo(texts(known.get("orders_lines_by_hour")));
    }

    private void refreshes(String because) throws SQLException {
        RunReport report = story.runs();
        List<String> whole = report.tables().stream()
                .flatMap(t -> t.accounts().stream())
                .filter(a -> a.how().equals("whole"))
                .map(a -> a.origin() + " because " + a.because())
                .toList();
        assertThat(whole).as("computed whole when " + because).isEmpty();
        assertThat(report.tables().stream().flatMap(t -> t.accounts().stream()).map(BatchRow::origin))
                .as("refreshed when " + because)
                .contains("silver.orders", "silver.distinct_orders", "gold.sales_by_month", "gold.units_by_product");
        isRight();
    }

    private void isRight() throws SQLException {
        BigDecimal revenue = BigDecimal.ZERO;
        long rows = 0;
        for (String month : there) {
            JsonNode file = known.get("files").get(file(month));
            revenue = revenue.add(new BigDecimal(file.get("sales_usd").asText()));
            rows += file.get("valid_rows").asLong();
        }
        if (shortened.isEmpty()) {
            assertThat(story.one("SELECT count(*), sum(revenue) FROM silver.orders"))
                    .as(there.toString())
                    .isEqualTo(rows + " | " + revenue);
        }
        try (Statement statement = plain.createStatement()) {
            statement.execute(LINES.formatted(folder.resolve("sales/electronics")));
        }
        for (Map.Entry<String, String> same : SAME.entrySet()) {
            assertThat(story.ask(same.getKey()))
                    .as(same.getKey())
                    .containsExactlyInAnyOrderElementsOf(asked(same.getValue()));
        }
    }

    private List<String> asked(String sql) throws SQLException {
        try (Statement statement = plain.createStatement();
                ResultSet answer = statement.executeQuery(sql)) {
            List<String> lines = new ArrayList<>();
            while (answer.next()) {
                List<String> cells = new ArrayList<>();
                for (int i = 1; i <= answer.getMetaData().getColumnCount(); i++) {
                    Object cell = answer.getObject(i);
                    cells.add(String.valueOf(cell instanceof Timestamp t ? t.toLocalDateTime() : cell));
                }
                lines.add(String.join(" | ", cells));
            }
            return lines;
        }
    }

    private static String file(String month) {
        return "Sales_" + month + "_2019.csv.gz";
    }

    private void arrives(String month) throws IOException {
        there.add(month);
        shortened.remove(month);
        story.write(
                "sales/electronics/" + file(month),
                Files.readAllBytes(Shared.path("sales/electronics/" + file(month))));
    }

    /** Without every seventh line; what is known of whole files says nothing of it. */
    private void arrivesShortened(String month) throws IOException {
        List<String> lines;
        try (BufferedReader reader = new BufferedReader(
                new InputStreamReader(Shared.open("sales/electronics/" + file(month)), StandardCharsets.UTF_8))) {
            lines = reader.lines().toList();
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream zipped = new GZIPOutputStream(bytes)) {
            for (int i = 0; i < lines.size(); i++) {
                if (i == 0 || i % 7 != 0) {
                    zipped.write((lines.get(i) + "\n").getBytes(StandardCharsets.UTF_8));
                }
            }
        }
        story.write("sales/electronics/" + file(month), bytes.toByteArray());
        shortened.add(month);
    }

    private void withdraws(String month) {
        story.delete("sales/electronics/" + file(month));
        there.remove(month);
    }

    private Map<String, String> texts(String sql) {
        return story.ask(sql).stream()
                .map(line -> line.split(" \\| ", 2))
                .collect(Collectors.toMap(c -> c[0], c -> c[1], (a, b) -> b, TreeMap::new));
    }

    private static Map<String, String> texts(@Nullable JsonNode node) {
        Map<String, String> map = new TreeMap<>();
        if (node != null) {
            node.properties().forEach(e -> map.put(e.getKey(), e.getValue().asText()));
        }
        return map;
    }
}
