package foz.app.init;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** Makes a pipeline folder. */
public final class FolderMaker {

    private FolderMaker() {}

    /**
     * Makes a folder that takes in a file, whatever its format.
     *
     * @return what was written, relative to the folder
     */
    public static List<String> from(Path file, Path folder) throws IOException {
        return new DraftWriter(draft(file, seenFrom(folder, file)), folder).write(pipeline(folder));
    }

    /** Makes a folder with a small example and its data. */
    public static List<String> example(Path folder) throws IOException {
        Example.write(folder, pipeline(folder));
        return Example.FILES;
    }

    private static Draft draft(Path file, String from) throws IOException {
        String name = Names.of(stem(file));
        String source = name.equals("column")
                ? "records"
                : name.length() > 40 ? name.substring(0, 40).replaceAll("_+$", "") : name;
        return switch (Look.of(file)) {
            case JSON -> JsonDraft.of(file, source, from, false);
            case NDJSON -> JsonDraft.of(file, source, from, true);
            case LOG -> LogDraft.of(file, source, from);
            case PARQUET -> ParquetDraft.of(file, source, from);
            case CSV -> CsvDraft.of(file, source, from);
        };
    }

    private static String stem(Path file) {
        String name = file.getFileName().toString();
        return name.replaceAll("(?i)(\\.(csv|tsv|txt|json|ndjson|jsonl|parquet|log|gz|zst))+$", "");
    }

    // Relative where the two share a root and are not far apart, so that folder and file can be moved together.
    private static String seenFrom(Path folder, Path file) {
        Path relative = folder.toAbsolutePath().relativize(file.toAbsolutePath());
        boolean far = relative.getNameCount() > file.toAbsolutePath().getNameCount() + 2;
        return escaped((far ? file.toAbsolutePath() : relative).toString().replace('\\', '/'));
    }

    private static String escaped(String path) {
        return path.replaceAll("[*?\\[\\]{}]", "?");
    }

    private static String pipeline(Path folder) {
        String name = folder.toAbsolutePath()
                .getFileName()
                .toString()
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z0-9]+", "-")
                .replaceAll("^-+|-+$", "");
        return name.isEmpty() || !Character.isLetter(name.charAt(0)) ? "pipeline" : name;
    }

    /** What a file looks like from its first bytes. */
    private enum Look {
        CSV,
        JSON,
        NDJSON,
        LOG,
        PARQUET;

        static Look of(Path file) throws IOException {
            try (var in = Files.newInputStream(file)) {
                if (new String(in.readNBytes(4), StandardCharsets.ISO_8859_1).equals("PAR1")) {
                    return PARQUET;
                }
            }
            try (BufferedReader in =
                    new BufferedReader(new InputStreamReader(TextEncoding.open(file), StandardCharsets.ISO_8859_1))) {
                String line = in.readLine();
                String first = line == null
                        ? ""
                        : line.replaceAll("^\u00ef\u00bb\u00bf", "").strip();
                if (first.matches("\\[\\s*([{\\]].*)?")) {
                    return JSON;
                }
                if (first.startsWith("{")) {
                    return first.endsWith("}") ? NDJSON : JSON;
                }
                return LogDraft.isLog(first) ? LOG : CSV;
            }
        }
    }
}
