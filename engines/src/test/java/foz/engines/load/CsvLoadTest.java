package foz.engines.load;

import static org.assertj.core.api.Assertions.assertThat;

import foz.api.balance.Balance;
import foz.engines.load.Loads.Bad;
import foz.engines.load.Loads.Outcome;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CsvLoadTest {

    private Loads loads;

    @BeforeEach
    void sales(@TempDir Path folder) {
        loads = new Loads(folder)
                .required("order_id", "long", "Order ID")
                .column("product", "string", "Product")
                .column("price", "decimal(12,2)", "Price Each")
                .column("ordered_at", "timestamp", "Order Date", "MM/dd/yy HH:mm")
                .ignore("blank-row", "repeated-header");
    }

    @Test
    void readsRowsAndAccountsForTheRest() {
        Outcome outcome = loads.file("""
            Order ID,Product,Price Each,Order Date
            1,"Cable, long",11.95,04/19/19 08:46
            ,,,
            Order ID,Product,Price Each,Order Date
            x,Phone,600,04/20/19 10:00
            3,Phone,600.123,04/20/19 10:00
            4,"two
            lines ""quoted\""",1,12/31/69 23:59
            5,Phone,600,04/31/19 10:00
            """).load();
        assertThat(outcome.rows())
                .containsExactly(
                        Arrays.asList("1", "Cable, long", "11.95", "2019-04-19 08:46:00"),
                        Arrays.asList("4", "two\nlines \"quoted\"", "1.00", "2069-12-31 23:59:00"));
        assertThat(outcome.bad())
                .extracting(Bad::record, Bad::line, Bad::code, Bad::column)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(4L, 5L, "not-a-number", "order_id"),
                        org.assertj.core.groups.Tuple.tuple(5L, 6L, "too-many-digits", "price"),
                        org.assertj.core.groups.Tuple.tuple(7L, 9L, "not-a-timestamp", "ordered_at"));
        Bad first = outcome.bad().getFirst();
        assertThat(first.raw()).isEqualTo("x,Phone,600,04/20/19 10:00");
        assertThat(first.sentence()).isEqualTo("order_id: expected a whole number, found \"x\"");
        assertThat(outcome.file().balance()).isEqualTo(Balance.ofFile(7, 2, 3, 2));
        assertThat(outcome.file().balance().closes()).isTrue();
        assertThat(outcome.file().header())
                .hasValueSatisfying(h -> assertThat(new String(h)).startsWith("Order ID,"));
    }
}
