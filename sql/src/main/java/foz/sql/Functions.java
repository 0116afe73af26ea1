package foz.sql;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** All functions of portable SQL by name: what isn't here can't be called. */
final class Functions {

    /** A group of functions as the reference page shows them. */
    record Group(String title, List<Function> functions) {}

    static final List<Group> GROUPS = List.of(
            new Group("Operators", OperatorFunctions.ALL),
            new Group("Any value, lists and maps", ValueFunctions.ALL),
            new Group("Text", TextFunctions.ALL),
            new Group("Numbers", NumberFunctions.ALL),
            new Group("Dates and times", TimeFunctions.ALL),
            new Group("Aggregates", AggregateFunctions.ALL),
            new Group("Windows", WindowFunctions.ALL));

    private static final Map<String, Function> BY_NAME = byName();

    private Functions() {}

    private static Map<String, Function> byName() {
        Map<String, Function> byName = new LinkedHashMap<>();
        GROUPS.stream().flatMap(g -> g.functions().stream()).forEach(f -> {
            if (byName.put(f.name().toLowerCase(Locale.ROOT), f) != null) {
                throw new IllegalStateException("declared twice: " + f.name());
            }
        });
        return byName;
    }

    static Optional<Function> named(String name) {
        return Optional.ofNullable(BY_NAME.get(name.toLowerCase(Locale.ROOT)));
    }

    static Stream<Function> all() {
        return BY_NAME.values().stream();
    }
}
