package foz.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import org.opentest4j.TestAbortedException;

@Isolated("it sets system properties")
class SharedTest {

    @TempDir
    Path folder;

    private final String given = System.getProperty("foz.shared", "");
    private final String ci = System.getProperty("foz.ci", "");

    @BeforeEach
    void dataIsAbsent() {
        System.setProperty("foz.shared", folder.resolve("nowhere").toString());
    }

    @AfterEach
    void restore() {
        System.setProperty("foz.shared", given);
        System.setProperty("foz.ci", ci);
    }

    @Test
    void absentDataSkipsTheTestOutsideCi() {
        System.setProperty("foz.ci", "${env.CI}");
        assertThatThrownBy(() -> Shared.path("sales"))
                .isInstanceOf(TestAbortedException.class)
                .hasMessageContaining("-Dfoz.shared=DIR");
    }

    @Test
    void absentDataFailsTheTestInCi() {
        System.setProperty("foz.ci", "true");
        assertThatThrownBy(() -> Shared.path("sales")).isInstanceOf(AssertionError.class);
    }

    @Test
    void aNameThatIsNotInTheDataIsAFailureEverywhere() {
        System.setProperty("foz.shared", folder.toString());
        assertThatThrownBy(() -> Shared.path("sales")).isInstanceOf(AssertionError.class);
    }

    @Test
    void zippedFilesAreReadUnzipped() throws IOException {
        System.setProperty("foz.shared", given);
        try (InputStream log = Shared.open("logs/apache_logs.gz")) {
            assertThat(new String(log.readNBytes(13))).isEqualTo("83.149.9.216 ");
        }
    }

    @Test
    void theRootHoldsTheRooms() {
        assertThat(Repository.root().resolve("api/pom.xml")).exists();
    }
}
