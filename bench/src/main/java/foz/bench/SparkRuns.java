package foz.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Spark's copy of the sales file, in a process of its own on JDK 17, where both are there. */
final class SparkRuns {

    private static final int RUNS = 4;
    private static final List<String> PACKAGES = List.of(
            "java.lang",
            "java.lang.invoke",
            "java.lang.reflect",
            "java.io",
            "java.net",
            "java.nio",
            "java.util",
            "java.util.concurrent",
            "java.util.concurrent.atomic",
            "sun.nio.ch",
            "sun.nio.cs",
            "sun.security.action",
            "sun.util.calendar");

    private final Path java;
    private final Path target;
    private final Path file;
    private final Path folder;

    SparkRuns(String[] arguments, Path file, Path folder) {
        this.java = Path.of(arguments.length > 3 ? arguments[3] : "none").resolve("bin/java");
        this.target = Path.of(arguments.length > 4 ? arguments[4] : "none");
        this.file = file;
        this.folder = folder;
    }

    /** The median of the runs after the first, in milliseconds; empty where Spark isn't there. */
    Optional<Double> median() throws IOException {
        if (!Files.exists(java) || !Files.isDirectory(target.resolve("jars"))) {
            return Optional.empty();
        }
        List<String> command = new ArrayList<>(List.of(java.toString(), "-Xmx4g"));
        PACKAGES.forEach(name -> command.add("--add-opens=java.base/" + name + "=ALL-UNNAMED"));
        command.addAll(List.of(
                "-cp",
                target.resolve("classes") + ":" + target.resolve("jars") + "/*",
                "foz.bench.spark.SparkCopy",
                file.toString(),
                folder.resolve("spark").toString(),
                Integer.toString(RUNS)));
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectError(folder.resolve("spark.log").toFile());
        builder.environment().put("SPARK_LOCAL_IP", "127.0.0.1");
        Process process = builder.start();
        List<Double> times = new ArrayList<>();
        try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                if (line.startsWith("spark ")) {
                    times.add(Double.parseDouble(line.substring(6)));
                }
            }
        }
        List<Double> warm = times.stream().skip(1).sorted().toList();
        return warm.isEmpty() ? Optional.empty() : Optional.of(warm.get(warm.size() / 2));
    }
}
