package foz.app.answer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import foz.api.engine.Answer;
import foz.app.terminal.Look;
import foz.app.terminal.Terminal;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AnswerWriterTest {

    @Test
    void anOutputThatTakesNoMoreEndsTheAnswer() {
        Rows rows = new Rows(List.of("n"), 10_000_000);
        assertThatThrownBy(() -> writer(new Closed()).write(rows, AnswerForm.CSV))
                .hasMessageContaining("the answer is not complete");
        assertThat(rows.given).isLessThan(100_000);
    }

    @Test
    void aSmallAnswerThatCanNotBeWrittenIsAFailureToo() {
        assertThatThrownBy(() -> writer(new Closed()).write(new Rows(List.of("n"), 1), AnswerForm.TABLE))
                .hasMessageContaining("the answer is not complete");
    }

    @Test
    void columnsOfOneNameAllKeepTheirValuesInAnObject() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        writer(bytes).write(new Rows(List.of("a", "a", "a_2"), 1), AnswerForm.NDJSON);
        assertThat(bytes.toString(StandardCharsets.UTF_8)).isEqualTo("{\"a\":0,\"a_3\":1,\"a_2\":2}\n");
    }

    private static AnswerWriter writer(OutputStream out) {
        PrintStream stream = new PrintStream(out, true, StandardCharsets.UTF_8);
        return new AnswerWriter(new Terminal(stream, stream, Look.PLAIN, Look.PLAIN), rows -> {});
    }

    /** A pipe whose reader has ended. */
    private static final class Closed extends OutputStream {
        @Override
        public void write(int b) throws IOException {
            throw new IOException("Broken pipe");
        }
    }

    private static final class Rows implements Answer {
        private final List<String> columns;
        private final long rows;
        private long given;

        Rows(List<String> columns, long rows) {
            this.columns = columns;
            this.rows = rows;
        }

        @Override
        public List<String> columns() {
            return columns;
        }

        @Override
        public List<String> types() {
            return columns.stream().map(c -> "BIGINT").toList();
        }

        @Override
        public @Nullable List<@Nullable Object> next() {
            if (given == rows) {
                return null;
            }
            given++;
            return java.util.stream.IntStream.range(0, columns.size())
                    .<@Nullable Object>mapToObj(i -> (long) i)
                    .toList();
        }
    }
}
