package foz.app.prompt;

import static org.assertj.core.api.Assertions.assertThat;

import foz.api.type.Field;
import foz.api.type.Schema;
import foz.api.type.TableName;
import foz.api.type.Type;
import foz.app.terminal.Look;
import foz.app.terminal.Terminal;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PromptTest {

    private static final Words WORDS = Words.of(Map.of(
            new TableName("gold", "sales_by_month"),
            new Schema(List.of(
                    Field.optional("month", Type.Primitive.DATE), Field.optional("revenue", new Type.Decimal(12, 2)))),
            new TableName("silver", "sales"),
            new Schema(List.of(
                    Field.optional("product", Type.Primitive.STRING), Field.optional("_file", Type.Primitive.LONG)))));

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final List<String> asked = new ArrayList<>();
    private final Prompt prompt = new Prompt(terminal(), WORDS, asked::add, () -> {});

    @Test
    void aStatementEndsAtItsSemicolonOutsideOfQuotesAndComments() {
        assertThat(Statement.isComplete("SELECT 1")).isFalse();
        assertThat(Statement.isComplete("SELECT ';'")).isFalse();
        assertThat(Statement.isComplete("SELECT 1 -- one;")).isFalse();
        assertThat(Statement.isComplete("SELECT 1 /* ; */")).isFalse();
        assertThat(Statement.isComplete("SELECT ';';")).isTrue();
        assertThat(Statement.of("SELECT ';' ; ")).isEqualTo("SELECT ';'");
    }

    @Test
    void statementsAreAskedAndCommandsAnswered() {
        assertThat(prompt.take("SELECT 1;")).isTrue();
        assertThat(prompt.take("\\d gold.sales_by_month")).isTrue();
        assertThat(prompt.take("\\d gold.nothing")).isTrue();
        assertThat(prompt.take("\\q")).isFalse();
        assertThat(asked).containsExactly("SELECT 1");
        assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo("""
            column   type
            ───────  ─────────────
            month    date
            revenue  decimal(12,2)
            no table gold.nothing; \\d lists them
            """);
    }

    @Test
    void tablesColumnsAndWordsAreCompleted() {
        assertThat(WORDS.completing("gold.", "SELECT * FROM ")).containsExactly("gold.sales_by_month");
        assertThat(WORDS.completing("rev", "SELECT rev")).containsExactly("revenue");
        assertThat(WORDS.completing("rev", "SELECT rev FROM silver.sales")).isEmpty();
        assertThat(WORDS.completing("gro", "")).containsExactly("GROUP BY");
        assertThat(WORDS.completing("_f", "SELECT _f")).isEmpty();
    }

    private Terminal terminal() {
        PrintStream stream = new PrintStream(out, true, StandardCharsets.UTF_8);
        return new Terminal(stream, stream, Look.PLAIN, Look.PLAIN);
    }
}
