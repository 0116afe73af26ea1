package foz.sql;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * One test as plain text: {@code == its name}, the SQL as a user would write it, a line {@code --}, and what comes of it.
 *
 * @param name what it's about
 * @param sql the text given to the front
 * @param expected the lines behind the {@code --}
 */
record Story(String name, String sql, List<String> expected) {

    static Stream<Story> in(String resource) {
        try (InputStream in = Story.class.getResourceAsStream("/foz/sql/" + resource)) {
            if (in == null) {
                throw new IllegalStateException("no stories in " + resource);
            }
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            List<Story> stories = new ArrayList<>();
            for (String part : text.split("(?m)^== ")) {
                if (!part.isBlank()) {
                    stories.add(parse(part));
                }
            }
            return stories.stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Story parse(String part) {
        int name = part.indexOf('\n');
        int end = part.indexOf("\n--\n");
        return new Story(
                part.substring(0, name),
                part.substring(name + 1, end),
                part.substring(end + 4).stripTrailing().lines().toList());
    }

    @Override
    public String toString() {
        return name;
    }
}
