package foz.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NativesTest {

    @TempDir
    Path folder;

    @Test
    void theLibraryOfThisPlatformComesOutAndTheOthersGo() throws IOException {
        Path original = jar(
                folder.resolve("original.jar"), "org/A.class", "libduckdb_java.so_one_x", "libduckdb_java.so_two_y");
        Path jar = Files.createLink(folder.resolve("duckdb_jdbc-1.jar"), original);
        Natives.takeOut(jar, "libduckdb_java.so_two_y");
        assertThat(folder.resolve("libduckdb_java.so_two_y")).hasContent("libduckdb_java.so_two_y");
        assertThat(names(jar)).isEqualTo("org/A.class");
        assertThat(names(original)).as("a link's other end stays").contains("so_one_x");
    }

    @Test
    void aJarWithoutALibraryForThisPlatformStays() throws IOException {
        Path jar = jar(folder.resolve("duckdb_jdbc-1.jar"), "org/A.class", "libduckdb_java.so_one_x");
        Natives.takeOut(jar, "libduckdb_java.so_two_y");
        assertThat(names(jar)).isEqualTo("org/A.class libduckdb_java.so_one_x");
    }

    @Test
    void theDriverHasALibraryForThisPlatformUnderThatName() {
        assertThat(NativesTest.class.getResource("/libduckdb_java.so_" + Natives.platform()))
                .isNotNull();
    }

    private static Path jar(Path path, String... names) throws IOException {
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(path))) {
            for (String name : names) {
                out.putNextEntry(new ZipEntry(name));
                out.write(name.getBytes(StandardCharsets.UTF_8));
                out.closeEntry();
            }
        }
        return path;
    }

    private static String names(Path jar) throws IOException {
        try (ZipFile zip = new ZipFile(jar.toFile())) {
            return String.join(" ", zip.stream().map(ZipEntry::getName).toList());
        }
    }
}
