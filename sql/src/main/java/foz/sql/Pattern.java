package foz.sql;

import foz.api.type.Type;
import foz.api.type.Type.Decimal;
import foz.api.type.Type.ListOf;
import foz.api.type.Type.MapOf;
import foz.api.type.Type.Primitive;
import foz.api.type.TypeText;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a function takes in one place, written as in its signature: a type's name, {@code integer}, {@code number}, {@code interval},
 * a capital letter for a type that is the same wherever the letter stands, {@code list<T>}, or {@code unit} for a literal word.
 */
sealed interface Pattern {

    /** One type; a literal NULL fits too. */
    record Exactly(Type type) implements Pattern {}

    /** Any type of a group. */
    record Group(String name) implements Pattern {}

    /** A type that is the same in all places of the letter. */
    record Letter(String name) implements Pattern {}

    record ListPattern(Pattern element) implements Pattern {}

    record MapPattern(Pattern key, Pattern value) implements Pattern {}

    /** A literal out of a set of words. */
    record Word(String name) implements Pattern {

        /** The words; none when any will do. */
        Set<String> words() {
            return switch (name) {
                case "unit" -> UNITS;
                case "clock" -> CLOCK_UNITS;
                case "field" -> FIELDS;
                case "epoch" -> Set.of("epoch");
                default -> Set.of();
            };
        }
    }

    record IntervalPattern(Set<Argument.Length> lengths) implements Pattern {}

    /** Units whose length never varies. */
    Set<String> CLOCK_UNITS = Set.of("hour", "minute", "second");

    Set<String> UNITS = Set.of("year", "quarter", "month", "week", "day", "hour", "minute", "second");
    Set<String> FIELDS = Set.of(
            "year", "quarter", "month", "week", "day", "hour", "minute", "second", "dow", "isodow", "doy", "isoyear",
            "epoch");

    static Pattern parse(String text) {
        if (text.startsWith("list<")) {
            return new ListPattern(parse(text.substring(5, text.length() - 1)));
        }
        if (text.startsWith("map<")) {
            int comma = text.indexOf(',');
            return new MapPattern(
                    parse(text.substring(4, comma)),
                    parse(text.substring(comma + 1, text.length() - 1).strip()));
        }
        if (text.length() == 1 && Character.isUpperCase(text.charAt(0))) {
            return new Letter(text);
        }
        return switch (text) {
            case "unit", "clock", "field", "epoch", "constant" -> new Word(text);
            case "integer", "number", "decimal", "any" -> new Group(text);
            case "interval" -> new IntervalPattern(Set.of(Argument.Length.values()));
            case "months" -> new IntervalPattern(Set.of(Argument.Length.MONTHS));
            case "days" -> new IntervalPattern(Set.of(Argument.Length.MONTHS, Argument.Length.DAYS));
            case "fixed" -> new IntervalPattern(Set.of(Argument.Length.FIXED));
            case "span" -> new IntervalPattern(Set.of(Argument.Length.FIXED, Argument.Length.DAYS));
            default ->
                new Exactly(TypeText.parse(text).orElseThrow(() -> new IllegalStateException("no such type: " + text)));
        };
    }

    /** Whether an argument fits; binds letters to the types found. */
    default boolean fits(Argument argument, Map<String, Type> letters) {
        return switch (argument) {
            case Argument.Open open -> !(this instanceof Word);
            case Argument.Unfit unfit -> this.equals(new Group("any"));
            case Argument.Interval interval ->
                this instanceof IntervalPattern p && p.lengths().contains(interval.length());
            case Argument.Typed typed -> fits(typed.type(), typed.literal(), letters);
        };
    }

    private boolean fits(Type type, Optional<String> literal, Map<String, Type> letters) {
        return switch (this) {
            case Exactly exactly ->
                exactly.type().equals(type) || exactly.type() == Primitive.LONG && type == Primitive.INT;
            case Group group -> fits(group.name(), type);
            case Letter letter -> bind(letter.name(), type, letters);
            case ListPattern list ->
                type instanceof ListOf found && list.element().fits(found.element(), Optional.empty(), letters);
            case MapPattern map ->
                type instanceof MapOf found
                        && map.key().fits(found.key(), Optional.empty(), letters)
                        && map.value().fits(found.value(), Optional.empty(), letters);
            case Word word ->
                literal.isPresent()
                        && (word.words().isEmpty()
                                || word.words().contains(literal.get().toLowerCase(Locale.ROOT)));
            case IntervalPattern interval -> false;
        };
    }

    private static boolean fits(String group, Type type) {
        return switch (group) {
            case "integer" -> CommonType.isInteger(type);
            case "number" -> CommonType.isNumber(type);
            case "decimal" -> type instanceof Decimal;
            default -> true;
        };
    }

    /**
     * N stands for a number, I for a whole number, C for what can be ordered, W for a date or a wall clock; other letters for anything.
     */
    private static boolean bind(String letter, Type type, Map<String, Type> letters) {
        boolean allowed = switch (letter) {
            case "N" -> CommonType.isNumber(type);
            case "I" -> CommonType.isInteger(type);
            case "W" -> type == Primitive.DATE || type == Primitive.TIMESTAMP;
            case "C" -> !(type instanceof MapOf) && !(type instanceof Type.Struct);
            default -> true;
        };
        if (!allowed) {
            return false;
        }
        Type bound = letters.get(letter);
        Optional<Type> common = bound == null ? Optional.of(type) : CommonType.of(bound, type);
        common.ifPresent(c -> letters.put(letter, c));
        return common.isPresent();
    }

    /** The type this pattern stands for, once letters are bound; empty for one that was given only NULLs. */
    default Optional<Type> type(Map<String, Type> letters) {
        return switch (this) {
            case Exactly exactly -> Optional.of(exactly.type());
            case Letter letter -> Optional.ofNullable(letters.get(letter.name()));
            case ListPattern list -> list.element().type(letters).map(ListOf::new);
            case MapPattern map ->
                map.key().type(letters).flatMap(k -> map.value().type(letters).map(v -> new MapOf(k, v)));
            case Group group -> Optional.empty();
            case Word word -> Optional.empty();
            case IntervalPattern interval -> Optional.empty();
        };
    }
}
