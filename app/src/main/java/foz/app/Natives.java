package foz.app;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/**
 * Takes DuckDB's native library out of its jar, once per build. From the jar, the driver would unpack 70 MB into the temporary folder
 * at each start, half a second that every {@code foz query} waits for, and would leave them there whenever it is killed. A library that
 * lies beside a jar without one is loaded from where it is.
 */
final class Natives {

    private static final String LIBRARY = "libduckdb_java.so_";

    private Natives() {}

    /** Argument: the folder with the jars. */
    public static void main(String[] arguments) throws IOException {
        try (DirectoryStream<Path> jars = Files.newDirectoryStream(Path.of(arguments[0]), "duckdb_jdbc-*.jar")) {
            for (Path jar : jars) {
                takeOut(jar, LIBRARY + platform());
            }
        }
    }

    /** The platform as the driver names it. */
    static String platform() {
        String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        String machine = System.getProperty("os.arch").toLowerCase(Locale.ROOT);
        String os = system.startsWith("windows") ? "windows" : system.startsWith("mac") ? "macos" : "linux";
        return os + "_" + (machine.equals("x86_64") ? "amd64" : machine.equals("aarch64") ? "arm64" : machine);
    }

    /** Leaves a jar that lacks the library as it is. The jar may be a link to somebody else's, so it is replaced, not changed. */
    static void takeOut(Path jar, String library) throws IOException {
        Path lean = jar.resolveSibling(jar.getFileName() + ".lean");
        try (ZipFile full = new ZipFile(jar.toFile())) {
            ZipEntry wanted = full.getEntry(library);
            if (wanted == null) {
                return;
            }
            try (InputStream bytes = full.getInputStream(wanted)) {
                Files.copy(bytes, jar.resolveSibling(library), StandardCopyOption.REPLACE_EXISTING);
            }
            copyWithoutLibraries(full, lean);
        }
        Files.move(lean, jar, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private static void copyWithoutLibraries(ZipFile full, Path lean) throws IOException {
        try (OutputStream file = Files.newOutputStream(lean);
                ZipOutputStream out = new ZipOutputStream(file)) {
            for (ZipEntry entry :
                    full.stream().filter(e -> !e.getName().startsWith(LIBRARY)).toList()) {
                out.putNextEntry(new ZipEntry(entry.getName()));
                try (InputStream bytes = full.getInputStream(entry)) {
                    bytes.transferTo(out);
                }
                out.closeEntry();
            }
        }
    }
}
