package foz.app.architecture;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import foz.testkit.Repository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The rooms as the root pom names them, so that a new one is under every rule from its first day; and their classes. */
final class Rooms {

    private static final Pattern MODULE = Pattern.compile("<module>([a-z]+)</module>");

    /** Modules that aren't rooms of the product. */
    private static final Set<String> OUTSIDE = Set.of("testkit", "bench", "format");

    /** The class files of all rooms, without tests. */
    static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .withImportOption(location -> !location.contains("/foz/testkit/"))
            .importPackages("foz");

    private Rooms() {}

    /** All rooms, hub and app among them. */
    static List<String> all() throws IOException {
        String pom = Files.readString(Repository.root().resolve("pom.xml"));
        return MODULE.matcher(pom)
                .results()
                .map(match -> match.group(1))
                .filter(name -> !OUTSIDE.contains(name))
                .toList();
    }

    /** The rooms that must not know each other. */
    static List<String> separate() throws IOException {
        return all().stream()
                .filter(name -> !name.equals("api") && !name.equals("app"))
                .toList();
    }

    /** The sources of all rooms, without tests. */
    static List<Path> sources() throws IOException {
        List<Path> sources = new java.util.ArrayList<>();
        for (String room : all()) {
            try (Stream<Path> files = Files.walk(Repository.root().resolve(room).resolve("src/main/java"))) {
                files.filter(file -> file.toString().endsWith(".java")).forEach(sources::add);
            }
        }
        return List.copyOf(sources);
    }
}
