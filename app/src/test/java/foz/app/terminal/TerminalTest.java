package foz.app.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import foz.api.balance.Balance;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class TerminalTest {

    private static final Look NARROW = new Look(true, false, true, 30);

    @Test
    void aTableStandsInColumnsWithNumbersOnTheRight() {
        TextTable table =
                TextTable.of("table", ">rows").row("bronze.orders", "186,862").row("gold.by_month", "7");
        assertThat(table.lines(Look.PLAIN))
                .containsExactly(
                        "table             rows",
                        "─────────────  ───────",
                        "bronze.orders  186,862",
                        "gold.by_month        7");
    }

    @Test
    void longTextIsCutBeforeNumbersAre() {
        TextTable table = TextTable.of("city", ">revenue").row("a town whose name never ends at all", "1,234,567.89");
        assertThat(table.lines(NARROW)).last().isEqualTo("a town whose na…  1,234,567.89");
        assertThat(table.lines(NARROW))
                .allSatisfy(line -> assertThat(TextWidth.of(line)).isLessThanOrEqualTo(30));
    }

    @Test
    void wideSignsTakeTwoColumnsAndMarksNone() {
        assertThat(TextWidth.of("東京")).isEqualTo(4);
        assertThat(TextWidth.of("e\u0301")).isEqualTo(1);
        assertThat(TextWidth.cut("東京都", 4, "…")).isEqualTo("東…");
        assertThat(TextTable.of("name", "x").row("東京", "1").row("Rio", "2").lines(Look.PLAIN))
                .containsExactly("name  x", "────  ─", "東京  1", "Rio   2");
    }

    @Test
    void aLineBreakWithinACellIsMadeVisible() {
        assertThat(TextTable.of("raw").row("a\nb\tc\u0000").lines(Look.PLAIN))
                .last()
                .isEqualTo("a\\nb\\tc\\x00");
    }

    @Test
    void withoutUnicodeNothingButAsciiIsDrawn() {
        Look ascii = new Look(true, false, false, 20);
        assertThat(TextTable.of("name")
                        .row("a name much longer than the screen")
                        .lines(ascii))
                .containsExactly("name", "-".repeat(20), "a name much longer ~");
    }

    @Test
    void coloursAreSetOnlyWhereWanted() {
        assertThat(Look.PLAIN.style(Style.RED, "no")).isEqualTo("no");
        assertThat(new Look(true, true, true, 80).style(Style.RED, "no")).isEqualTo("\u001b[31mno\u001b[0m");
    }

    @Test
    void aBalanceReadsAsAnEquation() {
        BalanceLines lines = new BalanceLines()
                .add("bronze.orders", Balance.ofFile(186_850, 185_686, 0, 1_164))
                .add("bronze.orders", Balance.ofFile(12, 0, 12, 0))
                .add("silver.orders", new Balance(185_686, 0, 185_400, 20, 0, 2, 264, 0));
        assertThat(lines.lines(Look.PLAIN))
                .containsExactly(
                        "bronze.orders   received 186,862 = written 185,686 + quarantined 12 + ignored 1,164 ✓",
                        "silver.orders   received 185,686 = written 185,400 + quarantined 20 + dropped 2 + duplicate"
                                + " 264 ✓");
    }

    @Test
    void aBalanceThatDoesNotCloseSaysByHowMuch() {
        assertThat(new BalanceLines().add("x", Balance.ofFile(10, 7, 0, 0)).lines(Look.PLAIN))
                .containsExactly("x   received 10 = written 7 ✗ 3 missing");
        assertThat(new BalanceLines().add("x", Balance.ofFile(10, 12, 0, 0)).lines(Look.PLAIN))
                .containsExactly("x   received 10 = written 12 ✗ 2 too many");
    }

    @Test
    void amountsAreInPeoplesUnits() {
        assertThat(Amount.count(1_234_567)).isEqualTo("1,234,567");
        assertThat(Amount.count(1, "row", "rows")).isEqualTo("1 row");
        assertThat(Amount.bytes(999)).isEqualTo("999 B");
        assertThat(Amount.bytes(1_240)).isEqualTo("1.2 kB");
        assertThat(Amount.bytes(498_000_000)).isEqualTo("498 MB");
        assertThat(Amount.duration(Duration.ofMillis(340))).isEqualTo("340 ms");
        assertThat(Amount.duration(Duration.ofMillis(2_440))).isEqualTo("2.4 s");
        assertThat(Amount.duration(Duration.ofSeconds(200))).isEqualTo("3 min 20 s");
        assertThat(Amount.ago(Duration.ofHours(50))).isEqualTo("2 d ago");
    }

    @Test
    void theBarAppearsAfterTwoSecondsAndGoesAway() {
        ByteArrayOutputStream screen = new ByteArrayOutputStream();
        AtomicLong nanos = new AtomicLong();
        Look look = new Look(true, false, true, 100);
        ProgressBar bar = new ProgressBar(new PrintStream(screen, true, StandardCharsets.UTF_8), look, nanos::get);
        bar.begin("loading orders", 100_000_000);
        nanos.set(Duration.ofMillis(1900).toNanos());
        bar.advance(20_000_000);
        assertThat(screen.size()).isZero();
        nanos.set(Duration.ofMillis(2000).toNanos());
        bar.advance(5_000_000);
        assertThat(screen.toString(StandardCharsets.UTF_8))
                .endsWith("loading orders  ██████░░░░░░░░░░░░░░░░░░  25 %  25 MB of 100 MB  13 MB/s  6.0 s left");
        bar.end();
        assertThat(screen.toString(StandardCharsets.UTF_8)).endsWith("\r\u001b[2K");
    }
}
