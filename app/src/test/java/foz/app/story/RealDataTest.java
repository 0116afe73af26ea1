package foz.app.story;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import foz.testkit.Shared;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Public data that nobody here wrote, through whole pipelines, against answers computed by another program. */
class RealDataTest {

    private static Path shared;
    private static JsonNode answers;

    @TempDir
    Path folder;

    @BeforeAll
    static void findData() throws IOException {
        shared = Shared.path("");
        answers = new JsonMapper().readTree(shared.resolve("answers.json").toFile());
    }

    @Test
    void sixMonthsOfElectronicsSales() {
        Story story = story("electronics");
        story.runs();
        JsonNode known = answers.get("sales_electronics");
        long received = 0;
        long ignored = 0;
        for (JsonNode file : known.get("files")) {
            received += file.get("data_rows").asLong();
            ignored += file.get("repeated_headers").asLong()
                    + file.get("empty_rows").asLong();
        }
        assertThat(story.balance("orders"))
                .isEqualTo("received %d filtered 0 written %s quarantined 0 ignored %d duplicate 0 conflicting 0 closed"
                        .formatted(received, known.get("valid_rows").asText(), ignored));
        assertThat(story.one("SELECT sum(revenue) FROM silver.orders"))
                .isEqualTo(known.get("sales_usd").asText());
        assertThat(byKey(story, "SELECT strftime(month, '%Y-%m'), revenue FROM gold.sales_by_month"))
                .isEqualTo(texts(known.get("sales_by_order_month")));
        assertThat(byKey(story, "SELECT strftime(month, '%Y-%m'), revenue FROM gold.distinct_sales_by_month"))
                .isEqualTo(texts(known.get("sales_by_order_month_exact_duplicates_removed")));
        assertThat(byKey(story, "SELECT product, units FROM gold.units_by_product"))
                .isEqualTo(texts(known.get("units_by_product")));
        assertThat(byKey(story, "SELECT city, revenue FROM gold.sales_by_city"))
                .isEqualTo(texts(known.get("sales_by_city")));
        assertThat(byKey(story, "SELECT lpad(hour::VARCHAR, 2, '0'), lines FROM gold.lines_by_hour"))
                .isEqualTo(texts(known.get("orders_lines_by_hour")));
    }

    @Test
    void twentyDaysOfOnlineRetail() {
        Story story = story("online-retail");
        story.runs();
        JsonNode known = answers.get("online_retail");
        JsonNode month = known.get("months").get("2010-12");
        assertThat(story.balance("invoices"))
                .isEqualTo(
                        "received %1$s filtered 0 written %1$s quarantined 0 ignored 0 duplicate 0 conflicting 0 closed"
                                .formatted(known.get("rows").asText()));
        assertThat(story.one("""
            SELECT lines, sales, positive_sales, cancel_rows, no_customer, nonpositive_qty, nonpositive_price,
                   without_description, invoices, customers FROM gold.by_month\
            """))
                .isEqualTo(String.join(
                        " | ",
                        month.get("rows").asText(),
                        month.get("sales").asText(),
                        month.get("positive_sales").asText(),
                        month.get("cancel_rows").asText(),
                        month.get("no_customer").asText(),
                        month.get("nonpositive_qty").asText(),
                        month.get("nonpositive_price").asText(),
                        known.get("rows_without_description").asText(),
                        known.get("distinct_invoices").asText(),
                        known.get("distinct_customers_without_empty").asText()));
        assertThat(byKey(story, "SELECT country, sales FROM gold.by_country ORDER BY sales DESC LIMIT 5"))
                .isEqualTo(texts(known.get("top5_countries")));
    }

    @Test
    void olistProductsAndSellers() {
        Story story = story("olist");
        story.runs();
        JsonNode known = answers.get("olist");
        assertThat(story.balance("products"))
                .contains("written " + known.get("products").asText())
                .endsWith("closed");
        assertThat(story.balance("categories")).contains("quarantined 0").endsWith("closed");
        assertThat(story.one("SELECT count(*) FROM bronze.products WHERE category IS NULL"))
                .isEqualTo(known.get("products_without_category").asText());
        assertThat(story.one("SELECT count(DISTINCT category) FROM bronze.products"))
                .isEqualTo(known.get("categories").asText());
        assertThat(story.one("SELECT count(*) FROM bronze.sellers"))
                .isEqualTo(known.get("sellers").asText());
        assertThat(byKey(story, "SELECT state, sellers FROM gold.sellers_by_state"))
                .isEqualTo(texts(known.get("sellers_by_state")));
        assertThat(story.one("SELECT count(*) FROM silver.products"))
                .isEqualTo(known.get("products").asText());
    }

    @Test
    void brazilianSalesWithSemicolons() {
        Story story = story("vendas");
        story.runs();
        JsonNode known = answers.get("vendas_ptbr");
        assertThat(story.balance("vendas"))
                .contains("written " + known.get("rows").asText())
                .endsWith("closed");
        assertThat(byKey(story, "SELECT filial, vendas FROM gold.por_filial")).isEqualTo(texts(known.get("by_filial")));
        assertThat(byKey(story, "SELECT produto, vendas FROM gold.por_produto"))
                .isEqualTo(texts(known.get("by_produto")));
    }

    @Test
    void weatherInLatin1WithPreambles() {
        Story story = story("inmet");
        story.runs();
        for (Map.Entry<String, JsonNode> file : answers.get("inmet").properties()) {
            String station = file.getKey().substring(0, 4);
            String year = file.getKey().replaceAll(".*_(\\d{4})\\.csv\\.gz", "$1");
            JsonNode known = file.getValue();
            String[] found = story.one("""
                SELECT hours, missing, coldest, warmest, round(temperature_sum / measured, 4), rain_mm
                FROM gold.by_year WHERE station = '%s' AND year = %s\
                """.formatted(station, year)).split(" \\| ");
            assertThat(found[0]).as(file.getKey()).isEqualTo(known.get("rows").asText());
            assertThat(found[1]).isEqualTo(known.get("temperature_missing").asText());
            assertThat(new BigDecimal(found[2]))
                    .isEqualByComparingTo(known.get("temperature_min").get(0).asText());
            assertThat(new BigDecimal(found[3]))
                    .isEqualByComparingTo(known.get("temperature_max").get(0).asText());
            assertThat(new BigDecimal(found[4]))
                    .isEqualByComparingTo(known.get("temperature_mean").asText());
            assertThat(new BigDecimal(found[5]))
                    .isEqualByComparingTo(known.get("rain_sum_mm").asText());
        }
        assertThat(story.balance("porto_alegre")).contains("quarantined 0").endsWith("closed");
        assertThat(story.balance("sao_paulo")).contains("quarantined 0").endsWith("closed");
    }

    @Test
    void appointmentsOfAClinic() {
        Story story = story("clinic");
        story.runs();
        JsonNode known = answers.get("clinic");
        long appointments = known.get("appointments").get("answer").asLong();
        assertThat(story.balance("appointments"))
                .contains("written " + appointments)
                .endsWith("closed");
        assertThat(byKey(story, "SELECT status, appointments FROM gold.by_status"))
                .isEqualTo(pairs(known.get("status").get("answer")));
        assertThat(story.one("SELECT sum(duplicate) + sum(conflicting) FROM system.batches WHERE origin ="
                        + " 'silver.appointments'"))
                .isEqualTo(known.get("duplicate_ids").get("answer").asText());
        assertThat(story.one("SELECT unknown_patient, unknown_doctor FROM gold.orphans"))
                .isEqualTo(known.get("unknown_patient").get("answer").asText() + " | "
                        + known.get("unknown_doctor").get("answer").asText());
        assertThat(new BigDecimal(story.one("SELECT sum(consultation_fee) FROM bronze.appointments")))
                .isEqualByComparingTo(known.get("fee_sum").get("answer").asText());
        assertThat(story.one("SELECT count(*) FROM bronze.patients"))
                .isEqualTo(known.get("patients").get("answer").asText());
        assertThat(story.one("SELECT count(*) FROM bronze.lab_results"))
                .isEqualTo(known.get("lab_results").get("answer").asText());
    }

    @Test
    void apacheAccessLogs() {
        Story story = story("apache");
        story.runs();
        log(story, "elastic", "logs/apache_logs.gz");
        log(story, "combined", "logs/apache_combined/ (all 2 files in name order)");
        log(story, "common", "logs/apache_common/ (all 4 files in name order)");
        log(story, "vhost", "logs/apache_vhost/ (all 4 files in name order)");
        assertThat(story.one("SELECT line FROM system.quarantine WHERE origin = 'elastic'"))
                .isEqualTo("8899");
    }

    private static void log(Story story, String name, String key) {
        JsonNode known = answers.get("logs").get(key);
        assertThat(story.balance(name))
                .as(name)
                .isEqualTo("received %s filtered 0 written %s quarantined %s ignored 0 duplicate 0 conflicting 0 closed"
                        .formatted(
                                known.get("lines").asText(),
                                known.get("matched").asText(),
                                known.get("malformed_lines").asText()));
        assertThat(byKey(story, "SELECT status::VARCHAR, requests FROM gold.by_status WHERE log = '" + name + "'"))
                .isEqualTo(texts(known.get("status")));
        JsonNode busiest = known.get("busiest_hour_utc").get(0);
        assertThat(story.ask("""
            SELECT strftime(hour AT TIME ZONE 'UTC', '%%Y-%%m-%%dT%%H'), requests FROM gold.by_hour
            WHERE log = '%s' ORDER BY requests DESC LIMIT 1\
            """.formatted(name)))
                .containsExactly(
                        busiest.get(0).asText() + " | " + busiest.get(1).asText());
        assertThat(byKey(story, """
            SELECT strftime(hour AT TIME ZONE 'UTC', '%%Y-%%m-%%dT%%H'), failures FROM gold.by_hour
            WHERE log = '%s' AND failures > 0\
            """.formatted(name))).isEqualTo(texts(known.get("per_hour_5xx_utc")));
        assertThat(story.one("""
            SELECT clients, bytes, strftime(first_at AT TIME ZONE 'UTC', '%%Y-%%m-%%d %%H:%%M:%%S'),
                   strftime(last_at AT TIME ZONE 'UTC', '%%Y-%%m-%%d %%H:%%M:%%S')
            FROM gold.by_log WHERE log = '%s'\
            """.formatted(name)))
                .isEqualTo(String.join(
                        " | ",
                        known.get("distinct_clients").asText(),
                        known.get("bytes_sum").asText(),
                        known.get("first_utc").asText(),
                        known.get("last_utc").asText()));
    }

    private Story story(String pipeline) {
        return Story.of(pipeline, folder, Map.of("SHARED", shared.toString()));
    }

    /** The first column to the second. */
    private static Map<String, String> byKey(Story story, String sql) {
        Map<String, String> map = new TreeMap<>();
        for (String line : story.ask(sql)) {
            String[] cells = line.split(" \\| ", 2);
            map.put(cells[0], cells[1]);
        }
        return map;
    }

    private static Map<String, String> texts(JsonNode node) {
        Map<String, String> map = new TreeMap<>();
        if (node.isArray()) {
            return pairs(node);
        }
        node.properties()
                .forEach(entry -> map.put(entry.getKey(), entry.getValue().asText()));
        return map;
    }

    private static Map<String, String> pairs(JsonNode array) {
        Map<String, String> map = new TreeMap<>();
        array.forEach(pair -> map.put(pair.get(0).asText(), pair.get(1).asText()));
        return map;
    }
}
