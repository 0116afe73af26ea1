package foz.engines.database;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/**
 * An operator of a statement's profile: what it is and how many rows it handed on. Operators that only pass on what others yield count
 * nothing themselves: a union hands on the rows of all its children, a common table expression those of its last one.
 */
record CopyProfile(String type, long rows, FileScan scan, List<CopyProfile> children) {

    private static final FileScan NO_SCAN = new FileScan("", 0, 0);
    private static final JsonFactory JSON = new JsonFactory();

    /** How many rows went into the COPY of a profile; empty when it has none. */
    static OptionalLong rowsIntoCopy(String profile) throws IOException {
        try (JsonParser json = JSON.createParser(profile)) {
            json.nextToken();
            return new CopyProfile("", 0, NO_SCAN, List.of(read(json))).find();
        }
    }

    /** What was read from files. */
    static List<FileScan> scans(String profile) throws IOException {
        try (JsonParser json = JSON.createParser(profile)) {
            json.nextToken();
            List<FileScan> scans = new ArrayList<>();
            read(json).collect(scans);
            return scans;
        }
    }

    private void collect(List<FileScan> scans) {
        if (scan.files() > 0) {
            scans.add(scan);
        }
        children.forEach(child -> child.collect(scans));
    }

    private static CopyProfile read(JsonParser json) throws IOException {
        String type = "";
        long rows = 0;
        long scanned = 0;
        FileScan files = NO_SCAN;
        List<CopyProfile> children = new ArrayList<>();
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String name = json.currentName();
            JsonToken value = json.nextToken();
            if (name.equals("type")) {
                type = json.getText();
            } else if (name.equals("intermediate_rows")) {
                rows = json.getLongValue();
            } else if (name.equals("rows_scanned")) {
                scanned = json.getLongValue();
            } else if (name.equals("extra_info")) {
                files = files(json);
            } else if (value == JsonToken.START_ARRAY && (name.equals("children") || name.equals("operator"))) {
                while (json.nextToken() == JsonToken.START_OBJECT) {
                    children.add(read(json));
                }
            } else {
                json.skipChildren();
            }
        }
        return new CopyProfile(type, rows, new FileScan(files.names(), files.files(), scanned), children);
    }

    private static FileScan files(JsonParser json) throws IOException {
        String names = "";
        long files = 0;
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String name = json.currentName();
            json.nextToken();
            if (name.equals("Filename(s)")) {
                names = json.getText();
            } else if (name.equals("Total Files Read")) {
                files = Long.parseLong(json.getText());
            } else {
                json.skipChildren();
            }
        }
        return new FileScan(names, files, 0);
    }

    private OptionalLong find() {
        if (type.endsWith("COPY_TO_FILE")) {
            return children.stream().mapToLong(CopyProfile::yielded).findFirst();
        }
        return children.stream()
                .map(CopyProfile::find)
                .filter(OptionalLong::isPresent)
                .findFirst()
                .orElse(OptionalLong.empty());
    }

    private long yielded() {
        return switch (type) {
            case "UNION" -> children.stream().mapToLong(CopyProfile::yielded).sum();
            case "CTE" -> children.getLast().yielded();
            default -> rows;
        };
    }
}
