package foz.app.demo;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The example pipeline that Foz carries along. */
final class ExampleFolder {

    private static final List<String> FILES = List.of(
            "foz.yaml",
            "README.md",
            "sql/silver/orders.sql",
            "sql/silver/vendas.sql",
            "sql/silver/sales.sql",
            "sql/gold/sales_by_month.sql",
            "sql/gold/sales_by_city.sql",
            "sql/gold/top_products.sql",
            "tests/sales.yaml",
            "tests/april.csv",
            "tests/april-again.csv");

    private ExampleFolder() {}

    static void copy(Path folder) throws IOException {
        for (String name : FILES) {
            Path file = folder.resolve(name);
            Files.createDirectories(file.getParent());
            try (InputStream in = ExampleFolder.class.getResourceAsStream("sales-tech/" + name)) {
                Files.copy(java.util.Objects.requireNonNull(in, name), file);
            }
        }
    }
}
