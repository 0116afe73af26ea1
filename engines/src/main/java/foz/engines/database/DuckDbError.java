package foz.engines.database;

import foz.api.failure.FozException;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What DuckDB says about a failure, taken apart. Connections are opened with {@code errors_as_json}, a flat object of strings.
 *
 * @param type DuckDB's kind of failure, such as {@code Binder} or {@code Out of Memory}
 * @param message its sentence
 * @param position where in the SQL text, in UTF-8 bytes from 0
 * @param candidates names that may have been meant
 */
public record DuckDbError(String type, String message, OptionalInt position, List<String> candidates) {

    private static final Pattern MEMBER = Pattern.compile("\"(\\w+)\":\"((?:[^\"\\\\]++|\\\\.)*+)\"");
    private static final Pattern ESCAPE = Pattern.compile("\\\\(u[0-9a-fA-F]{4}|.)");
    private static final Pattern PLAIN =
            Pattern.compile("(?s)(?:java\\.sql\\.SQLException: )?([A-Za-z -]+) Error: (.*)");

    public DuckDbError {
        candidates = List.copyOf(candidates);
    }

    /** Takes an exception of the driver apart. */
    public static DuckDbError of(SQLException failure) {
        String text = String.valueOf(failure.getMessage());
        Map<String, String> members = members(text);
        if (members.containsKey("exception_type")) {
            String message = members.getOrDefault("exception_message", "");
            int nested = message.indexOf("{\"exception_type\"");
            if (nested >= 0) {
                return of(new SQLException(message.substring(nested)));
            }
            String position = members.getOrDefault("position", "");
            return new DuckDbError(
                    members.get("exception_type"),
                    message,
                    position.matches("\\d{1,9}") ? OptionalInt.of(Integer.parseInt(position)) : OptionalInt.empty(),
                    Optional.ofNullable(members.get("candidates")).stream()
                            .flatMap(c -> List.of(c.split(",")).stream())
                            .map(String::strip)
                            .filter(c -> !c.isEmpty())
                            .toList());
        }
        Matcher plain = PLAIN.matcher(text);
        return plain.matches()
                ? new DuckDbError(plain.group(1), plain.group(2), OptionalInt.empty(), List.of())
                : new DuckDbError("", text, OptionalInt.empty(), List.of());
    }

    /** The failure as it crosses doors, when it has the same meaning wherever it happens; empty when it is about the SQL. */
    public Optional<EngineFailure> capacity() {
        String lower = message.toLowerCase(Locale.ROOT);
        if (lower.contains("no space left")
                || lower.contains("max_temp_directory_size")
                || lower.contains("disk quota")) {
            return Optional.of(EngineFailure.DISK_FULL);
        }
        return switch (type.toLowerCase(Locale.ROOT)) {
            case "out of memory" -> Optional.of(EngineFailure.OUT_OF_MEMORY);
            case "interrupt", "interrupted" -> Optional.of(EngineFailure.CANCELLED);
            case "io" ->
                Optional.of(
                        lower.contains("write") || lower.contains("create") || lower.contains("permission denied")
                                ? EngineFailure.DATA_FILE_UNWRITABLE
                                : EngineFailure.DATA_FILE_UNREADABLE);
            default -> Optional.empty();
        };
    }

    /** Whether the SQL or a value in the data is at fault, and not Foz. */
    public boolean isAboutSql() {
        return switch (type.toLowerCase(Locale.ROOT)) {
            case "parser",
                    "binder",
                    "catalog",
                    "syntax",
                    "conversion",
                    "out of range",
                    "invalid input",
                    "constraint",
                    "mismatch type",
                    "decimal",
                    "divide by zero",
                    "invalid type",
                    "not implemented",
                    "parameter not resolved",
                    "expression" -> true;
            default -> false;
        };
    }

    /** The exception for a job: about capacity, about the query, or a defect. */
    FozException inJob(SQLException cause, String limit) {
        EngineFailure code = capacity().orElse(isAboutSql() ? EngineFailure.QUERY_FAILED : EngineFailure.ENGINE_DEFECT);
        return new FozException(cause, code, "detail", firstLine(), "limit", limit);
    }

    /** Without DuckDB's advice, which is about settings that users of Foz don't have. */
    private String firstLine() {
        return message.strip().lines().findFirst().orElse("");
    }

    private static Map<String, String> members(String text) {
        Map<String, String> members = new HashMap<>();
        Matcher member = MEMBER.matcher(text);
        while (member.find()) {
            members.putIfAbsent(member.group(1), unescaped(member.group(2)));
        }
        return members;
    }

    private static String unescaped(String json) {
        return ESCAPE.matcher(json).replaceAll(m -> Matcher.quoteReplacement(meaning(m.group(1))));
    }

    private static String meaning(String escape) {
        return switch (escape.charAt(0)) {
            case 'n' -> "\n";
            case 't' -> "\t";
            case 'r' -> "\r";
            case 'b' -> "\b";
            case 'f' -> "\f";
            case 'u' -> String.valueOf((char) Integer.parseInt(escape.substring(1), 16));
            default -> escape;
        };
    }
}
