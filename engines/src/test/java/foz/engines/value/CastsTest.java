package foz.engines.value;

import static org.assertj.core.api.Assertions.assertThat;

import foz.api.balance.Reason;
import foz.api.plan.Format.Numbers;
import foz.api.type.Type;
import foz.api.type.TypeText;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The table {@code casts.txt}: each line is a text, a type, and what comes of it in the zone America/Sao_Paulo. */
class CastsTest {

    private static final Pattern LINE = Pattern.compile(
            "(?<type>\\w+(?:\\([\\d,]+\\))?) ?(?<patterns>(?:\\[[^]]+])*)(?<style>[^|]*?) ?\\| (?<text>.*) \\|"
                    + " (?<kind>[=!]) (?<result>.*)");

    static List<String> lines() throws IOException {
        try (InputStream in = CastsTest.class.getResourceAsStream("casts.txt")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("lines")
    void textBecomesExactlyThis(String line) {
        Matcher parts = LINE.matcher(line.replace("\\u00a0", "\u00a0"));
        assertThat(parts.matches()).as(line).isTrue();
        Type type = TypeText.parse(parts.group("type")).orElseThrow();
        List<String> patterns = new ArrayList<>();
        Matcher pattern = Pattern.compile("\\[([^]]+)]").matcher(parts.group("patterns"));
        while (pattern.find()) {
            patterns.add(pattern.group(1));
        }
        Cast cast = Casts.of(type, patterns, style(parts.group("style")), ZoneId.of("America/Sao_Paulo"));
        byte[] text = ("," + parts.group("text").strip() + ",").getBytes(StandardCharsets.UTF_8);
        Canonical cell = new Canonical(type);
        Reason reason = cast.cast(text, 1, text.length - 1, cell, 0);
        String outcome = reason == null ? "= " + cell.text() : "! " + reason.id();
        assertThat(outcome).isEqualTo(parts.group("kind") + " " + parts.group("result"));
    }

    private static Numbers style(String written) {
        String signs = written.replace(" ", "");
        if (signs.isEmpty()) {
            return Numbers.STANDARD;
        }
        Optional<Character> thousands = signs.length() > 1 ? Optional.of(signs.charAt(1)) : Optional.empty();
        return new Numbers(signs.charAt(0), thousands, List.of(""));
    }
}
