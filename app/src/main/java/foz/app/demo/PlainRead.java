package foz.app.demo;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.TreeMap;

/**
 * What everybody does first: the same files read with DuckDB's CSV reader, column types given, every option set as it should be, rows
 * that don't fit left out. Here stands what such a read makes of the sales.
 *
 * @param refusal what it says when it may not leave rows out
 * @param rows how many rows it yields otherwise
 * @param money by {@code country month}
 */
record PlainRead(String refusal, long rows, Map<String, BigDecimal> money) {

    static PlainRead of(Path data) throws SQLException {
        String american = "read_csv('" + text(data)
                + "/Sales_*.csv', %s header = true, auto_detect = false, delim = ',', quote = '\"',"
                + " timestampformat = '%%m/%%d/%%y %%H:%%M', columns = {'order_id': 'BIGINT', 'product': 'VARCHAR',"
                + " 'quantity': 'INTEGER', 'price': 'DECIMAL(12,2)', 'sold_at': 'TIMESTAMP', 'address': 'VARCHAR'})";
        String brazilian =
                "read_csv('" + text(data) + "/vendas/vendas_*.csv', %s header = true, auto_detect = false, delim ="
                        + " ';', quote = '\"', encoding = 'latin-1', decimal_separator = ',',"
                        + " thousands = '.', timestampformat = '%%d/%%m/%%Y %%H:%%M', columns ="
                        + " {'order_id': 'BIGINT', 'product': 'VARCHAR', 'quantity': 'INTEGER',"
                        + " 'price': 'DECIMAL(12,2)', 'sold_at': 'TIMESTAMP', 'address': 'VARCHAR',"
                        + " 'city': 'VARCHAR', 'state': 'VARCHAR'})";
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement()) {
            String lenient = "ignore_errors = true,";
            Map<String, BigDecimal> money = new TreeMap<>();
            long rows = add("US", statement, String.format(american, lenient), money)
                    + add("BR", statement, String.format(brazilian, lenient), money);
            return new PlainRead(refusal(statement, String.format(american, "")), rows, money);
        }
    }

    private static long add(String country, Statement statement, String read, Map<String, BigDecimal> money)
            throws SQLException {
        String sql = "SELECT strftime(sold_at, '%Y-%m'), count(*), sum(quantity * price) FROM " + read
                + " GROUP BY 1 ORDER BY 1";
        long rows = 0;
        try (ResultSet answer = statement.executeQuery(sql)) {
            while (answer.next()) {
                rows += answer.getLong(2);
                if (answer.getString(1) != null) {
                    money.put(country + " " + answer.getString(1), answer.getBigDecimal(3));
                }
            }
        }
        return rows;
    }

    private static String refusal(Statement statement, String read) {
        try (ResultSet answer =
                statement.executeQuery("SELECT count(*) FROM (SELECT * FROM " + read + " ORDER BY price)")) {
            return answer.next() ? "" : "";
        } catch (SQLException refused) {
            return String.join(
                    "\n", String.valueOf(refused.getMessage()).lines().limit(3).toList());
        }
    }

    private static String text(Path path) {
        return path.toString().replace("'", "''");
    }
}
