package foz.app.story;

import io.trino.tpch.CustomerGenerator;
import io.trino.tpch.Distributions;
import io.trino.tpch.LineItemGenerator;
import io.trino.tpch.NationGenerator;
import io.trino.tpch.OrderGenerator;
import io.trino.tpch.PartGenerator;
import io.trino.tpch.PartSupplierGenerator;
import io.trino.tpch.RegionGenerator;
import io.trino.tpch.SupplierGenerator;
import io.trino.tpch.TextPool;
import io.trino.tpch.TpchColumn;
import io.trino.tpch.TpchEntity;
import io.trino.tpch.TpchTable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The rows of TPC-H's eight tables at scale 0.01, as the generator behind the published answers makes them: fields between bars.
 *
 * <p>Numbers, dates and names are those of the Java generator. Its free text differs in two points, which are evened out here: the
 * published answers were made with comments cut from a text of 10 MiB and not 300, and with addresses drawn from a range whose size
 * doesn't overflow.
 */
final class TpchData {

    private static final double SCALE = 0.01;
    private static final int TEXT = 10 << 20;
    private static final int ADDRESS = 2;
    private static final String ALPHABET = "0123456789abcdefghijklmnopqrstuvwxyz ABCDEFGHIJKLMNOPQRSTUVWXYZ,";

    private final Map<String, List<String>> lines = new LinkedHashMap<>();

    TpchData() {
        Distributions words = Distributions.getDefaultDistributions();
        TextPool text = new TextPool(TEXT, words);
        add(TpchTable.REGION, new RegionGenerator(words, text));
        add(TpchTable.NATION, new NationGenerator(words, text));
        add(TpchTable.SUPPLIER, new SupplierGenerator(SCALE, 1, 1, words, text));
        add(TpchTable.CUSTOMER, new CustomerGenerator(SCALE, 1, 1, words, text));
        add(TpchTable.PART, new PartGenerator(SCALE, 1, 1, words, text));
        add(TpchTable.PART_SUPPLIER, new PartSupplierGenerator(SCALE, 1, 1, text));
        add(TpchTable.ORDERS, new OrderGenerator(SCALE, 1, 1, words, text));
        add(TpchTable.LINE_ITEM, new LineItemGenerator(SCALE, 1, 1, words, text));
    }

    private <E extends TpchEntity> void add(TpchTable<E> table, Iterable<E> rows) {
        boolean addressed = table.getColumns().get(ADDRESS).getColumnName().endsWith("_address");
        List<String> made = new ArrayList<>();
        for (E row : rows) {
            String line = row.toLine();
            String open = line.substring(0, line.length() - 1);
            made.add(addressed ? readdressed(open) : open);
        }
        lines.put(table.getTableName(), List.copyOf(made));
    }

    /** The tables' names, each after those that its rows refer to. */
    Iterable<String> tables() {
        return lines.keySet();
    }

    /** All rows of a table. */
    List<String> lines(String table) {
        return lines.getOrDefault(table, List.of());
    }

    /** A file of such rows, with the header that the pipeline reads them by. */
    static String file(String table, List<String> rows) {
        return header(TpchTable.getTable(table)) + "\n"
                + rows.stream().map(row -> row + "\n").collect(Collectors.joining());
    }

    private static <E extends TpchEntity> String header(TpchTable<E> table) {
        return table.getColumns().stream().map(TpchColumn::getColumnName).collect(Collectors.joining("|"));
    }

    private static String readdressed(String line) {
        String[] fields = line.split("\\|", -1);
        StringBuilder address = new StringBuilder();
        for (int i = 0; i < fields[ADDRESS].length(); i += 5) {
            address.append(negated(fields[ADDRESS].substring(i, Math.min(i + 5, fields[ADDRESS].length()))));
        }
        fields[ADDRESS] = address.toString();
        return String.join("|", fields);
    }

    /** Five letters are the low bits of one drawn number, six for each; the overflow made that number negative. */
    private static String negated(String letters) {
        long drawn = 0;
        for (int i = letters.length() - 1; i >= 0; i--) {
            drawn = drawn << 6 | ALPHABET.indexOf(letters.charAt(i));
        }
        StringBuilder text = new StringBuilder();
        for (long rest = -drawn; text.length() < letters.length(); rest >>= 6) {
            text.append(ALPHABET.charAt((int) (rest & 63)));
        }
        return text.toString();
    }
}
