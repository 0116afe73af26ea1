package foz.app.sales;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A branch of the shop, and the way its cash desks write files. */
enum Branch {
    AMERICAN("orders", ",", StandardCharsets.UTF_8, "MM/dd/yy HH:mm", Town.AMERICAN, Town.STREETS),
    BRAZILIAN("vendas", ";", StandardCharsets.ISO_8859_1, "dd/MM/yyyy HH:mm", Town.BRAZILIAN, Town.RUAS);

    private final String source;
    private final String delimiter;
    private final Charset charset;
    private final DateTimeFormatter dates;
    private final List<Town> towns;
    private final List<String> streets;

    Branch(String source, String delimiter, Charset charset, String dates, List<Town> towns, List<String> streets) {
        this.source = source;
        this.delimiter = delimiter;
        this.charset = charset;
        this.dates = DateTimeFormatter.ofPattern(dates, Locale.ROOT);
        this.towns = towns;
        this.streets = streets;
    }

    /** The source of the example pipeline that takes the files. */
    String source() {
        return source;
    }

    String delimiter() {
        return delimiter;
    }

    Charset charset() {
        return charset;
    }

    List<Town> towns() {
        return towns;
    }

    List<String> streets() {
        return streets;
    }

    String country() {
        return switch (this) {
            case AMERICAN -> "US";
            case BRAZILIAN -> "BR";
        };
    }

    long price(Product product) {
        return switch (this) {
            case AMERICAN -> product.cents();
            case BRAZILIAN -> product.centavos();
        };
    }

    /** The names of the fields; {@code channel} is the column that appears in the last month. */
    List<String> header(boolean channel) {
        List<String> names = new ArrayList<>(
                switch (this) {
                    case AMERICAN ->
                        List.of(
                                "Order ID",
                                "Product",
                                "Quantity Ordered",
                                "Price Each",
                                "Order Date",
                                "Purchase Address");
                    case BRAZILIAN ->
                        List.of(
                                "Pedido",
                                "Produto",
                                "Quantidade",
                                "Pre\u00e7o Unit\u00e1rio",
                                "Data da Venda",
                                "Endere\u00e7o",
                                "Cidade",
                                "UF");
                });
        if (channel) {
            names.add("Channel");
        }
        return names;
    }

    /** The fields of a sale, order, product, quantity, price and date first in both branches. */
    List<String> fields(Sale sale, boolean channel) {
        List<String> fields = new ArrayList<>();
        fields.add(Long.toString(sale.order()));
        fields.add(product(sale));
        fields.add(Integer.toString(sale.quantity()));
        fields.add(money(sale.price()));
        fields.add(dates.format(sale.at()));
        switch (this) {
            case AMERICAN ->
                fields.add(sale.address() + ", " + sale.town().name() + ", "
                        + sale.town().region() + " " + sale.town().postcode());
            case BRAZILIAN ->
                fields.addAll(
                        List.of(sale.address(), sale.town().name(), sale.town().region()));
        }
        if (channel) {
            fields.add(sale.channel());
        }
        return fields;
    }

    /** An address in the style of the country. */
    String address(String street, int number) {
        return switch (this) {
            case AMERICAN -> number + " " + street;
            case BRAZILIAN -> street + ", " + number;
        };
    }

    /** A date that no calendar has. */
    String impossibleDate(Sale sale, boolean month) {
        String time = sale.at().toLocalTime().toString();
        int year = sale.at().getYear();
        return switch (this) {
            case AMERICAN -> (month ? "13/05/" : "02/30/") + year % 100 + " " + time;
            case BRAZILIAN -> (month ? "05/13/" : "30/02/") + year + " " + time;
        };
    }

    /** An amount of hundredths as the branch writes it: {@code 1299.90} or {@code 1.299,90}. */
    String money(long hundredths) {
        return switch (this) {
            case AMERICAN ->
                hundredths % 100 == 0
                        ? Long.toString(hundredths / 100)
                        : String.format(Locale.ROOT, "%d.%02d", hundredths / 100, hundredths % 100);
            case BRAZILIAN ->
                String.format(Locale.ROOT, "%,d", hundredths / 100).replace(',', '.')
                        + String.format(Locale.ROOT, ",%02d", hundredths % 100);
        };
    }

    private String product(Sale sale) {
        return switch (this) {
            case AMERICAN -> sale.product().name();
            case BRAZILIAN -> sale.product().nome();
        };
    }
}
