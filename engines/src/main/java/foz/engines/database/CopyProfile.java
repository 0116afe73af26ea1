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
record CopyProfile(String type, long rows, List<CopyProfile> children) {

    private static final JsonFactory JSON = new JsonFactory();

    /** How many rows went into the COPY of a profile; empty when it has none. */
    static OptionalLong rowsIntoCopy(String profile) throws IOException {
        try (JsonParser json = JSON.createParser(profile)) {
            json.nextToken();
            return new CopyProfile("", 0, List.of(read(json))).find();
        }
    }

    private static CopyProfile read(JsonParser json) throws IOException {
        String type = "";
        long rows = 0;
        List<CopyProfile> children = new ArrayList<>();
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String name = json.currentName();
            JsonToken value = json.nextToken();
            if (name.equals("type")) {
                type = json.getText();
            } else if (name.equals("intermediate_rows")) {
                rows = json.getLongValue();
            } else if (value == JsonToken.START_ARRAY && (name.equals("children") || name.equals("operator"))) {
                while (json.nextToken() == JsonToken.START_OBJECT) {
                    children.add(read(json));
                }
            } else {
                json.skipChildren();
            }
        }
        return new CopyProfile(type, rows, children);
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
