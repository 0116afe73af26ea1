package foz.spec;

import foz.api.failure.Code;
import foz.api.plan.ByteSize;
import foz.api.plan.Doc;
import foz.api.plan.KeepRaw;
import foz.api.plan.PartitionField;
import foz.api.type.TableName;
import foz.api.type.Type;
import foz.api.type.TypeText;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Every Java type that is written as one word or number, in one table. A new one is one new line here. */
final class Scalars {

    private static final int MANY = 6;
    private static final Pattern DURATION = Pattern.compile("([0-9]{1,9})(ms|s|m|h|d|w)");
    private static final Map<String, ChronoUnit> UNITS = Map.of(
            "ms",
            ChronoUnit.MILLIS,
            "s",
            ChronoUnit.SECONDS,
            "m",
            ChronoUnit.MINUTES,
            "h",
            ChronoUnit.HOURS,
            "d",
            ChronoUnit.DAYS);
    private static final Pattern BYTES = Pattern.compile("([0-9]{1,9})(B|kB|MB|GB|TB|KiB|MiB|GiB|TiB)");
    private static final Map<String, Long> SIZES = Map.of(
            "B",
            1L,
            "kB",
            1_000L,
            "MB",
            1_000_000L,
            "GB",
            1_000_000_000L,
            "TB",
            1_000_000_000_000L,
            "KiB",
            1L << 10,
            "MiB",
            1L << 20,
            "GiB",
            1L << 30,
            "TiB",
            1L << 40);
    private static final Pattern PERCENTAGE = Pattern.compile("([0-9]{1,3}(?:\\.[0-9]+)?)%");
    private static final Pattern PARTITION =
            Pattern.compile("([a-z]+)\\((?:([0-9]{1,9}) *, *)?([A-Za-z_][A-Za-z0-9_]*)\\)");
    private static final Pattern COLUMN = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

    private static final Map<Class<?>, Scalar<?>> ALL = all();

    private Scalars() {}

    /** How values of that class are written; empty when they are not scalars. */
    static Optional<Scalar<?>> of(Class<?> type) {
        return type.isEnum() ? Optional.of(words(type)) : Optional.ofNullable(ALL.get(type));
    }

    private static Map<Class<?>, Scalar<?>> all() {
        Map<Class<?>, Scalar<?>> all = new LinkedHashMap<>();
        all.put(
                String.class,
                new Scalar<>(
                        String.class,
                        "text",
                        "text",
                        Json.object("type", List.of("string", "number", "boolean")),
                        List.of(),
                        s -> s));
        all.put(
                char.class,
                new Scalar<>(
                        char.class,
                        "one character",
                        "one character",
                        text("one character", "^(.|\\$\\{.*\\})$"),
                        List.of(),
                        Scalars::character));
        all.put(
                Character.class,
                new Scalar<>(
                        Character.class,
                        "one character",
                        "one character",
                        text("one character", "^.$|^none$"),
                        List.of(),
                        Scalars::character));
        all.put(
                boolean.class,
                new Scalar<>(
                        boolean.class,
                        "true or false",
                        "true or false",
                        orVariable("boolean"),
                        List.of("true", "false"),
                        Scalars::truth));
        all.put(
                int.class,
                new Scalar<>(
                        int.class,
                        "a whole number",
                        "a whole number",
                        orVariable("integer"),
                        List.of(),
                        Integer::valueOf));
        all.put(
                long.class,
                new Scalar<>(
                        long.class,
                        "a whole number",
                        "a whole number",
                        orVariable("integer"),
                        List.of(),
                        Long::valueOf));
        all.put(
                double.class,
                new Scalar<>(
                        double.class,
                        "a number",
                        "a number",
                        orVariable("number"),
                        List.of(),
                        s -> new BigDecimal(s).doubleValue()));
        all.put(Boolean.class, all.get(boolean.class));
        all.put(Integer.class, all.get(int.class));
        all.put(Long.class, all.get(long.class));
        all.put(Double.class, all.get(double.class));
        put(
                all,
                Duration.class,
                "a duration",
                "a duration such as 250ms, 90s, 10m, 1h or 30d",
                List.of(),
                Scalars::duration);
        put(all, ByteSize.class, "a size", "a size such as 512MB or 20GiB", List.of(), Scalars::byteSize);
        put(all, Percentage.class, "a percentage", "a percentage such as 5%", List.of(), Scalars::percentage);
        put(
                all,
                KeepRaw.class,
                "none, forever or a duration",
                "none, forever or a duration such as 30d",
                List.of("none", "forever"),
                Scalars::keepRaw);
        put(
                all,
                Instant.class,
                "a time",
                "a time with its offset such as 2019-04-02T00:00:00-03:00",
                List.of(),
                Scalars::instant);
        put(all, LocalTime.class, "a time of day", "a time of day such as 06:00", List.of(), Scalars::timeOfDay);
        put(
                all,
                ZoneId.class,
                "a time zone",
                "a time zone such as America/Sao_Paulo or UTC",
                ZoneId.getAvailableZoneIds().stream().sorted().toList(),
                Scalars::zone);
        put(
                all,
                TableName.class,
                "a table",
                "a table such as silver.orders",
                List.of(),
                s -> TableName.parse(s).orElse(null));
        put(
                all,
                Type.class,
                "a type",
                "a type: boolean, int, long, float, double, decimal(12,2), date, time, timestamp, timestamptz, string,"
                        + " uuid, binary, list<string>, map<string, long> or struct<a: int>",
                typeNames(),
                s -> TypeText.parse(s).orElse(null));
        put(
                all,
                PartitionField.class,
                "a partitioning",
                "a column, or year, month, day, hour, bucket(16, …) or truncate(10, …) of one",
                List.of(),
                Scalars::partition);
        return Map.copyOf(all);
    }

    private static <T> void put(
            Map<Class<?>, Scalar<?>> all,
            Class<T> type,
            String sort,
            String words,
            List<String> known,
            Function<String, @Nullable T> parse) {
        all.put(type, new Scalar<>(type, sort, words, Json.object("type", "string"), known, parse));
    }

    /** An enum: its constants, written small and with hyphens. */
    private static Scalar<?> words(Class<?> type) {
        Map<String, Object> byWord = new LinkedHashMap<>();
        Arrays.stream(type.getEnumConstants()).forEach(c -> byWord.put(word((Enum<?>) c), c));
        List<String> words = List.copyOf(byWord.keySet());
        String all = String.join(", ", words);
        String sort = words.size() > MANY ? "a " + type.getSimpleName().toLowerCase(Locale.ROOT) : all;
        return new Scalar<>(type, sort, all, Json.object("enum", words), words, byWord::get);
    }

    /** A constant as users write it. */
    static String word(Enum<?> constant) {
        return constant instanceof Code code
                ? code.id()
                : constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The sentence that explains a constant; empty when it has none. */
    static String meaning(Enum<?> constant) {
        try {
            Doc doc = constant.getDeclaringClass().getField(constant.name()).getAnnotation(Doc.class);
            return doc == null ? "" : doc.value();
        } catch (NoSuchFieldException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Map<String, Object> text(String title, String pattern) {
        return Json.object("type", "string", "title", title, "pattern", pattern);
    }

    private static Map<String, Object> orVariable(String type) {
        return Json.object(
                "anyOf", List.of(Json.object("type", type), Json.object("type", "string", "pattern", "\\$\\{")));
    }

    private static List<String> typeNames() {
        return Arrays.stream(Type.Primitive.values())
                .map(Type.Primitive::toString)
                .toList();
    }

    private static @Nullable Character character(String text) {
        return text.length() == 1
                ? Character.valueOf(text.charAt(0))
                : text.equals("\\t") ? Character.valueOf('\t') : null;
    }

    private static @Nullable Boolean truth(String text) {
        return text.equals("true") ? Boolean.TRUE : text.equals("false") ? Boolean.FALSE : null;
    }

    private static @Nullable Duration duration(String text) {
        Matcher m = DURATION.matcher(text);
        if (!m.matches()) {
            return null;
        }
        long amount = Long.parseLong(m.group(1));
        return m.group(2).equals("w") ? Duration.ofDays(7 * amount) : Duration.of(amount, unit(m.group(2)));
    }

    private static ChronoUnit unit(String sign) {
        return UNITS.getOrDefault(sign, ChronoUnit.DAYS);
    }

    private static @Nullable ByteSize byteSize(String text) {
        Matcher m = BYTES.matcher(text);
        return m.matches()
                ? new ByteSize(Math.multiplyExact(Long.parseLong(m.group(1)), SIZES.getOrDefault(m.group(2), 1L)))
                : null;
    }

    private static @Nullable Percentage percentage(String text) {
        Matcher m = PERCENTAGE.matcher(text);
        return m.matches()
                ? new Percentage(new BigDecimal(m.group(1)).movePointLeft(2).doubleValue())
                : null;
    }

    private static @Nullable KeepRaw keepRaw(String text) {
        return switch (text) {
            case "none" -> KeepRaw.NONE;
            case "forever" -> KeepRaw.FOREVER;
            default -> {
                Duration age = duration(text);
                yield age == null ? null : new KeepRaw(true, Optional.of(age));
            }
        };
    }

    private static @Nullable Instant instant(String text) {
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException notATime) {
            return null;
        }
    }

    private static @Nullable LocalTime timeOfDay(String text) {
        try {
            return LocalTime.parse(text);
        } catch (DateTimeException notATime) {
            return null;
        }
    }

    private static @Nullable ZoneId zone(String text) {
        return ZoneId.getAvailableZoneIds().contains(text) ? ZoneId.of(text) : null;
    }

    private static @Nullable PartitionField partition(String text) {
        if (COLUMN.matcher(text).matches()) {
            return new PartitionField(PartitionField.Transform.IDENTITY, text, 0);
        }
        Matcher m = PARTITION.matcher(text);
        if (!m.matches()) {
            return null;
        }
        PartitionField.Transform transform =
                PartitionField.Transform.valueOf(m.group(1).toUpperCase(Locale.ROOT));
        boolean takesWidth =
                transform == PartitionField.Transform.BUCKET || transform == PartitionField.Transform.TRUNCATE;
        int width = m.group(2) == null ? 0 : Integer.parseInt(m.group(2));
        return takesWidth == width > 0 ? new PartitionField(transform, m.group(3), width) : null;
    }
}
