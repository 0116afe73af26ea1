package foz.bench;

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
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.stream.Collectors;

/** The eight tables of TPC-H as CSV files, {@code in/TABLE/rows.csv} below a folder: fields between bars, and a header. */
final class TpchRows {

    /** Comments are cut from a text of this size; the generator's own has 300 MB, more than this process may take. */
    private static final int TEXT = 10 << 20;

    private final Path folder;

    private TpchRows(Path folder) {
        this.folder = folder;
    }

    /** Writes them, unless they are there. */
    static void write(Path folder, double scale) throws IOException {
        Path written = folder.resolve("in").resolve("written");
        if (Files.exists(written)) {
            return;
        }
        Distributions words = Distributions.getDefaultDistributions();
        TextPool text = new TextPool(TEXT, words);
        TpchRows rows = new TpchRows(folder);
        rows.write(TpchTable.REGION, new RegionGenerator(words, text));
        rows.write(TpchTable.NATION, new NationGenerator(words, text));
        rows.write(TpchTable.SUPPLIER, new SupplierGenerator(scale, 1, 1, words, text));
        rows.write(TpchTable.CUSTOMER, new CustomerGenerator(scale, 1, 1, words, text));
        rows.write(TpchTable.PART, new PartGenerator(scale, 1, 1, words, text));
        rows.write(TpchTable.PART_SUPPLIER, new PartSupplierGenerator(scale, 1, 1, text));
        rows.write(TpchTable.ORDERS, new OrderGenerator(scale, 1, 1, words, text));
        rows.write(TpchTable.LINE_ITEM, new LineItemGenerator(scale, 1, 1, words, text));
        Files.createFile(written);
    }

    private <E extends TpchEntity> void write(TpchTable<E> table, Iterable<E> rows) throws IOException {
        Path file = folder.resolve("in").resolve(table.getTableName()).resolve("rows.csv");
        Files.createDirectories(file.getParent());
        Path unfinished = file.resolveSibling("rows.unfinished");
        try (BufferedWriter out = Files.newBufferedWriter(unfinished)) {
            out.write(table.getColumns().stream().map(TpchColumn::getColumnName).collect(Collectors.joining("|")));
            out.write('\n');
            for (E row : rows) {
                String line = row.toLine();
                out.write(line, 0, line.length() - 1);
                out.write('\n');
            }
        }
        Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
