package foz.app.sales;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** Writes the entries of a month as the records of a file, defects included. */
final class Desk {

    private static final int QUANTITY = 2;
    private static final int PRICE = 3;
    private static final int DATE = 4;

    private final Month month;
    private final List<String> header;

    Desk(Month month) {
        this.month = month;
        this.header = month.branch().header(month.channel());
    }

    String header() {
        return joined(header);
    }

    /** The record, without a line end. */
    String record(Month.Entry entry) {
        return entry.defect().map(d -> broken(d, entry.sale())).orElseGet(() -> joined(fields(entry.sale())));
    }

    private String broken(Defect defect, Sale sale) {
        boolean odd = sale.order() % 2 == 1;
        return switch (defect) {
            case BLANK_ROW -> odd ? month.branch().delimiter().repeat(header.size() - 1) : "";
            case REPEATED_HEADER -> header();
            case EXACT_DUPLICATE -> joined(fields(sale));
            case OTHER_PRICE -> joined(fields(sale.at(sale.price() + 100)));
            case MISSING_FIELDS -> joined(fields(sale).subList(0, QUANTITY + 1));
            case LETTER_IN_NUMBER -> odd ? with(sale, QUANTITY, q -> "l" + q) : with(sale, PRICE, p -> p + "O");
            case UNCLOSED_QUOTE -> unclosed(sale);
            case IMPOSSIBLE_DATE -> with(sale, DATE, d -> month.branch().impossibleDate(sale, odd));
            case TOO_PRECISE -> with(sale, PRICE, p -> thousandths(sale));
            case NO_ORDER -> with(sale, 0, o -> "");
            case NO_QUANTITY -> with(sale, QUANTITY, q -> "0");
        };
    }

    // The quote opens before the product's name and is closed, as the reader must think, in the middle of a later
    // field.
    private String unclosed(Sale sale) {
        List<String> cells =
                new ArrayList<>(fields(sale).stream().map(this::cell).toList());
        cells.set(1, "\"" + cells.get(1));
        if (cells.stream().skip(2).noneMatch(cell -> cell.startsWith("\""))) {
            cells.set(cells.size() - 1, "\"" + cells.getLast() + "\"");
        }
        return String.join(month.branch().delimiter(), cells);
    }

    private String thousandths(Sale sale) {
        String exact = month.branch().money(sale.price());
        String cents = sale.price() % 100 == 0 && month.branch() == Branch.AMERICAN ? exact + ".00" : exact;
        return cents + "4";
    }

    private String with(Sale sale, int field, UnaryOperator<String> change) {
        List<String> fields = fields(sale);
        fields.set(field, change.apply(fields.get(field)));
        return joined(fields);
    }

    private List<String> fields(Sale sale) {
        return month.branch().fields(sale, month.channel());
    }

    private String joined(List<String> fields) {
        return String.join(
                month.branch().delimiter(), fields.stream().map(this::cell).toList());
    }

    private String cell(String field) {
        return field.contains(month.branch().delimiter()) ? "\"" + field + "\"" : field;
    }
}
