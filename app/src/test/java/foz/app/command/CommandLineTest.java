package foz.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CommandLineTest {

    @TempDir
    Path folder;

    static java.util.stream.Stream<String> verbs() {
        return Verbs.names().stream();
    }

    @ParameterizedTest
    @MethodSource("verbs")
    void everyVerbExplainsItselfWithAnExample(String verb) {
        Called called = Called.in(folder, verb, "--help");
        assertThat(called.code()).isEqualTo(ExitCode.DONE);
        assertThat(called.out()).contains("Usage: foz " + verb, "Example: foz " + verb);
        assertThat(called.err()).isEmpty();
    }

    @Test
    void helpNamesEveryVerb() {
        Called called = Called.in(folder, "--help");
        assertThat(called.code()).isEqualTo(ExitCode.DONE);
        assertThat(called.out()).contains(Verbs.shown());
    }

    @Test
    void noVerbIsWrongUsage() {
        Called called = Called.in(folder);
        assertThat(called.code()).isEqualTo(ExitCode.WRONG_USAGE);
        assertThat(called.err()).isEqualTo("foz: expected a verb, such as demo, init or run\nsee: foz --help\n");
        assertThat(called.out()).isEmpty();
    }

    @Test
    void aMistypedVerbIsWrongUsageAndTheNearestIsNamed() {
        Called called = Called.in(folder, "genrate");
        assertThat(called.code()).isEqualTo(ExitCode.WRONG_USAGE);
        assertThat(called.err()).isEqualTo("foz: there is no verb genrate\ndid you mean generate?\nsee: foz --help\n");
    }

    @Test
    void anUnknownOptionIsWrongUsage() {
        Called called = Called.in(folder, "generate", "--to", "x", "--rwos", "3");
        assertThat(called.code()).isEqualTo(ExitCode.WRONG_USAGE);
        assertThat(called.err()).contains("--rwos").contains("see: foz generate --help");
    }

    @Test
    void aValueThatMakesNoSenseIsWrongUsage() {
        Called called = Called.in(folder, "generate", "--to", "x", "--rows", "3");
        assertThat(called.code()).isEqualTo(ExitCode.WRONG_USAGE);
        assertThat(called.err()).isEqualTo("foz: --rows: expected at least 100, found 3\n");
    }

    @Test
    void generatingSaysWhatItWrote() {
        Called called = Called.in(folder, "generate", "--to", "data", "--rows", "1000");
        assertThat(called.code()).isEqualTo(ExitCode.DONE);
        assertThat(called.out())
                .contains("Sales_March_2025.csv", "vendas/vendas_2025-01.csv")
                .contains("corrected in data/later");
        assertThat(folder.resolve("data/later/Sales_March_2025.csv")).exists();
    }

    @Test
    void resultsForProgramsAreJson() {
        Called called = Called.in(folder, "generate", "--to", "data", "--rows", "1000", "--output", "json");
        assertThat(called.code()).isEqualTo(ExitCode.DONE);
        assertThat(called.out()).startsWith("{\n  \"files\"").contains("\"resent\" : \"Sales_February_2025_1.csv\"");
    }
}
