package foz.app;

import static org.assertj.core.api.Assertions.assertThat;

import foz.testkit.Repository;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The launcher in a small house of its own: a fake JDK whose {@code java} says how it was called, and a fake Maven that counts its
 * builds.
 */
class LauncherTest {

    /** What a process said and how it ended. */
    private record Ended(int code, String out, String err) {}

    @TempDir
    Path folder;

    private Path home;

    @BeforeEach
    void house() throws IOException {
        home = Files.createDirectories(folder.resolve("a house"));
        Files.copy(Repository.root().resolve("foz"), home.resolve("foz"));
        executable(home.resolve("foz"), Files.readString(home.resolve("foz")));
        Files.writeString(home.resolve("pom.xml"), "<project/>");
        Files.createDirectories(home.resolve("app/src/main/java"));
        Files.writeString(home.resolve("app/src/main/java/Main.java"), "class Main {}");
        past(home.resolve("pom.xml"), home.resolve("app/src/main/java/Main.java"), home.resolve("app/src/main/java"));
        past(home.resolve("app/src/main"));
        executable(folder.resolve("bin/mvn"), """
            #!/bin/sh
            echo build >>"$BUILDS"
            echo "[INFO] Building foz-app 0.1.0 [1/1]"
            sleep "${SLOW:-0}"
            if [ -n "${BROKEN:-}" ]; then echo "[ERROR] Main.java:[1,1] ';' expected"; exit 1; fi
            for argument; do case $argument in -Dfoz.classpath=*) list=${argument#*=} ;; -f) ;; */pom.xml) home=${argument%/pom.xml} ;; esac; done
            mkdir -p "$home/app/target"
            echo jar >"$home/app/target/foz-app.jar"
            echo jar >"$home/library.jar"
            printf '%s' "$home/library.jar" >"$list"
            """);
        jdk("jdk-25", "25.0.3");
    }

    private Path jdk(String name, String version) throws IOException {
        Path jdk = folder.resolve(name);
        executable(jdk.resolve("bin/javac"), "#!/bin/sh\n");
        executable(jdk.resolve("bin/java"), """
            #!/bin/sh
            for argument; do case $argument in -XX:AOTCacheOutput=*) echo cache >"${argument#*=}"; exit 0 ;; esac; done
            for argument; do printf '<%%s>' "$argument"; done
            echo " by %s"
            exit "${CODE:-0}"
            """.formatted(name));
        Files.writeString(jdk.resolve("release"), "IMPLEMENTOR=\"x\"\nJAVA_VERSION=\"" + version + "\"\n");
        return jdk;
    }

    private static void executable(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    /** Clocks of files may be coarse: what was there before the build is made clearly older. */
    private static void past(Path... paths) throws IOException {
        for (Path path : paths) {
            Files.setLastModifiedTime(path, FileTime.from(Instant.EPOCH));
        }
    }

    private Process start(Path script, Map<String, String> variables, String... arguments) throws IOException {
        List<String> line = new ArrayList<>(List.of(script.toString()));
        line.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(line).directory(folder.toFile());
        Map<String, String> environment = builder.environment();
        environment.remove("JAVA_HOME");
        environment.put("PATH", folder.resolve("bin") + ":/usr/bin:/bin");
        environment.put("FOZ_JAVA_HOME", folder.resolve("jdk-25").toString());
        environment.put("BUILDS", folder.resolve("builds").toString());
        environment.putAll(variables);
        return builder.start();
    }

    private static Ended end(Process process) throws IOException, InterruptedException {
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        String err = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return new Ended(process.exitValue(), out, err);
    }

    private Ended run(Map<String, String> variables, String... arguments) throws IOException, InterruptedException {
        return end(start(home.resolve("foz"), variables, arguments));
    }

    private long builds() throws IOException {
        Path log = folder.resolve("builds");
        return Files.exists(log) ? Files.readAllLines(log).size() : 0;
    }

    @Test
    void theFirstStartBuildsAndSaysSo() throws Exception {
        Ended first = run(Map.of(), "query", "select 'a  b'");

        assertThat(first.code()).isZero();
        assertThat(first.err())
                .contains("first start: building Foz")
                .contains("foz:   app")
                .contains("built in");
        assertThat(first.out()).endsWith("<foz.app.Main><query><select 'a  b'> by jdk-25\n");
        assertThat(first.out())
                .contains("<-XX:AOTCache=")
                .contains("/lib/foz-app.jar:")
                .contains("/lib/library.jar>");
    }

    @Test
    void theNextStartBuildsNothingAndIsSilent() throws Exception {
        run(Map.of());
        Ended second = run(Map.of());

        assertThat(second.err()).isEmpty();
        assertThat(builds()).isEqualTo(1);
    }

    @Test
    void aChangedSourceIsBuiltBeforeTheNextStart() throws Exception {
        run(Map.of());
        Files.setLastModifiedTime(
                home.resolve("app/src/main/java/Main.java"), FileTime.from(Instant.parse("2100-01-01T00:00:00Z")));

        assertThat(run(Map.of()).err()).contains("sources changed; building");
        assertThat(builds()).isEqualTo(2);
    }

    @Test
    void aDeletedSourceIsAChangeToo() throws Exception {
        run(Map.of());
        Files.delete(home.resolve("app/src/main/java/Main.java"));
        Files.setLastModifiedTime(
                home.resolve("app/src/main/java"), FileTime.from(Instant.parse("2100-01-01T00:00:00Z")));

        run(Map.of());

        assertThat(builds()).isEqualTo(2);
    }

    @Test
    void twoFirstStartsAtOnceBuildOnce() throws Exception {
        Process one = start(home.resolve("foz"), Map.of("SLOW", "1"));
        Process other = start(home.resolve("foz"), Map.of("SLOW", "1"));

        assertThat(List.of(end(one), end(other)))
                .allSatisfy(ended -> assertThat(ended.out()).contains("foz.app.Main"))
                .anySatisfy(ended -> assertThat(ended.err()).contains("another foz is building"));
        assertThat(builds()).isEqualTo(1);
    }

    @Test
    void aBuildThatFailsShowsTheCompilersWordsAndLeavesNothingBehind() throws Exception {
        Ended broken = run(Map.of("BROKEN", "yes"));

        assertThat(broken.code()).isEqualTo(1);
        assertThat(broken.err())
                .contains("Main.java:[1,1] ';' expected")
                .contains("the build failed")
                .contains("build.log");
        assertThat(run(Map.of()).code()).isZero();
    }

    @Test
    void theCommandsExitCodeIsTheLaunchers() throws Exception {
        assertThat(run(Map.of("CODE", "2")).code()).isEqualTo(2);
    }

    @Test
    void aSymbolicLinkLeadsToTheHouse() throws Exception {
        Path link = Files.createSymbolicLink(folder.resolve("bin/foz"), Path.of("../a house/foz"));
        Path linkToLink = Files.createSymbolicLink(folder.resolve("elsewhere"), link);

        assertThat(end(start(linkToLink, Map.of(), "x")).out()).contains("<-Dfoz.home=" + home.toRealPath() + ">");
    }

    @Test
    void aJdkThatIsTooOldIsNamed() throws Exception {
        Path old = jdk("jdk-17", "17.0.15");

        Ended refused = run(Map.of("FOZ_JAVA_HOME", old.toString()));

        assertThat(refused.code()).isEqualTo(78);
        assertThat(refused.err()).contains("needs a JDK 25 or newer").contains("Java 17 in " + old);
    }

    @Test
    void anotherJdkStartsWithoutTheCacheThatIsNotItsOwn() throws Exception {
        run(Map.of());
        Path other = jdk("jdk-26", "26");

        Ended ended = run(Map.of("FOZ_JAVA_HOME", other.toString()));

        assertThat(ended.out()).endsWith(" by jdk-26\n").doesNotContain("AOTCache");
        assertThat(builds()).isEqualTo(1);
    }

    @Test
    void aMovedHouseBuildsAgain() throws Exception {
        run(Map.of());
        home = Files.move(home, folder.resolve("moved"));

        assertThat(run(Map.of()).out()).contains(home.toRealPath() + "/.cache/launcher/");
        assertThat(builds()).isEqualTo(2);
    }

    @Test
    void withoutMavenItSaysHowToGetOne() throws Exception {
        Files.delete(folder.resolve("bin/mvn"));
        Path tools = Files.createDirectories(folder.resolve("tools"));
        for (String tool : List.of("sh", "find", "head", "dirname", "readlink", "mkdir", "mv", "rm", "flock", "date")) {
            executable(tools.resolve(tool), "#!/bin/sh\nexec " + tool(tool) + " \"$@\"\n");
        }

        Ended refused = run(Map.of("PATH", tools.toString()));

        assertThat(refused.code()).isEqualTo(78);
        assertThat(refused.err()).contains("there is no mvn on the path");
    }

    private static Path tool(String name) {
        Path inBin = Path.of("/bin", name);
        return Files.exists(inBin) ? inBin : Path.of("/usr/bin", name);
    }
}
