package foz.engines.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DuckDbErrorTest {

    @Test
    void aMessageIsTakenApart() {
        DuckDbError error = DuckDbError.of(new SQLException(
                "{\"exception_type\":\"Binder\",\"exception_message\":\"Referenced column \\\"foo\\\" not found!\\n"
                        + "Candidate bindings:"
                        + " \\\"fop\\\"\",\"name\":\"foo\",\"position\":\"7\",\"candidates\":\"fop,bar\"}"));

        assertThat(error.type()).isEqualTo("Binder");
        assertThat(error.message()).isEqualTo("Referenced column \"foo\" not found!\nCandidate bindings: \"fop\"");
        assertThat(error.position()).hasValue(7);
        assertThat(error.candidates()).containsExactly("fop", "bar");
        assertThat(error.isAboutSql()).isTrue();
        assertThat(error.capacity()).isEmpty();
    }

    /** As seen on a full disk: the reason is an object of its own within the message. */
    @Test
    void aReasonWithinAMessageIsTheMessage() {
        DuckDbError error = DuckDbError.of(new SQLException(
                "{\"exception_type\":\"IO\",\"exception_message\":\"Async write failed for range [offset=1, size=2]: "
                        + "{\\\"exception_type\\\":\\\"IO\\\",\\\"exception_message\\\":\\\"Could not write file "
                        + "\\\\\\\"/data/x.parquet\\\\\\\": No space left on device\\\",\\\"errno\\\":\\\"28\\\"}\"}"));

        assertThat(error.message()).isEqualTo("Could not write file \"/data/x.parquet\": No space left on device");
        assertThat(error.capacity()).contains(EngineFailure.DISK_FULL);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Out of Memory | failed to allocate data of size 8.0 MiB | OUT_OF_MEMORY",
                "Out of Memory | failed to offload data block. This limit was set by the 'max_temp_directory_size'"
                        + " setting. | DISK_FULL",
                "INTERRUPT | Interrupted! | CANCELLED",
                "IO | Cannot open file \"x\": No such file or directory | DATA_FILE_UNREADABLE",
                "IO | Failed to create directory \"/proc/x/\": No such file or directory | DATA_FILE_UNWRITABLE",
                "IO | Cannot open file \"x\": Permission denied | DATA_FILE_UNWRITABLE",
            })
    void failuresOfTheMachineAreNotAboutTheQuery(String type, String message, EngineFailure expected) {
        assertThat(DuckDbError.of(new SQLException(type + " Error: " + message)).capacity())
                .contains(expected);
    }
}
