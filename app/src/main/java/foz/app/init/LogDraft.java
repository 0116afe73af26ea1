package foz.app.init;

import foz.app.init.Draft.DraftColumn;
import foz.app.terminal.Amount;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Recognises the access logs of web servers and drafts a source that reads them. */
final class LogDraft {

    private static final Pattern LINE =
            Pattern.compile("([^\\s\":]+:\\d+ )?[^\\s\"]+ \\S+ .*?\\[[^]]+] \".*\" \\d{3} (\\d+|-)( \".*\" \".*\")?.*");

    private LogDraft() {}

    /** Whether a line is one of an access log. */
    static boolean isLog(String line) {
        return LINE.matcher(line).matches();
    }

    static Draft of(Path file, String name, String from) throws IOException {
        long lines = 0;
        long others = 0;
        try (BufferedReader in =
                new BufferedReader(new InputStreamReader(TextEncoding.open(file), StandardCharsets.ISO_8859_1))) {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                lines++;
                others += isLog(line) ? 0 : 1;
            }
        }
        String remark = Amount.count(lines, "line", "lines")
                + (others == 0 ? "" : ", " + Amount.count(others) + " of another form");
        List<DraftColumn> columns = List.of(
                column("host", "string", "host"),
                column("user_name", "string", "user"),
                column("requested_at", "timestamptz", "time"),
                new DraftColumn("method", "string", "method", List.of(), List.of(), true),
                column("target", "string", "target"),
                column("protocol", "string", "protocol"),
                column("status", "int", "status"),
                column("bytes", "long", "bytes"),
                column("referer", "string", "referer"),
                column("agent", "string", "agent"));
        List<String> after = Draft.maxBad(others, lines).stream().toList();
        return new Draft(name, from, "access-log", List.of(), columns, after, List.of(remark), Map.of());
    }

    private static DraftColumn column(String name, String type, String from) {
        return new DraftColumn(name, type, from, List.of(), List.of(), false);
    }
}
