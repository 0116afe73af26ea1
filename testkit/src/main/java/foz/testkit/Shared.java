package foz.testkit;

import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/**
 * The real data that tests read. It lies outside the repository, at {@code ../shared/data} from its root or where
 * {@code -Dfoz.shared=DIR} says. Where it is absent, the test that asks for it is skipped visibly; in CI it fails.
 */
public final class Shared {

    private Shared() {}

    /** A file or folder of the shared data, such as {@code sales/electronics}; a name that doesn't exist in it is a failure. */
    public static Path path(String name) {
        Path path = folder().resolve(name);
        if (!Files.exists(path)) {
            fail("the shared data has no %s (looked in %s)", name, folder());
        }
        return path;
    }

    /** The bytes of a file of the shared data from the first, unzipped when its name ends in {@code .gz}; the caller closes. */
    public static InputStream open(String name) throws IOException {
        InputStream bytes = Files.newInputStream(path(name));
        return name.endsWith(".gz") ? new GZIPInputStream(bytes, 1 << 16) : bytes;
    }

    private static Path folder() {
        Path folder = location();
        if (!Files.isDirectory(folder)) {
            String message = "no shared data at " + folder + "; say where it is with -Dfoz.shared=DIR";
            if (inContinuousIntegration()) {
                fail(message);
            }
            abort(message);
        }
        return folder;
    }

    private static Path location() {
        @Nullable String given = System.getProperty("foz.shared");
        Path folder = given == null ? Repository.root().resolve("../shared/data") : Path.of(given);
        return folder.toAbsolutePath().normalize();
    }

    /** The build hands the environment's {@code CI} on as a property; unset, it stays an unfilled gap. */
    private static boolean inContinuousIntegration() {
        String ci = System.getProperty("foz.ci", "");
        return ci.equals("true") || ci.equals("1");
    }
}
