package foz.engines.duckdb;

import foz.engines.database.DuckDb;
import foz.engines.database.SqlText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What DuckDB's own parser finds in a text, as far as it matters to who may ask what: {@code json_serialize_sql} takes SELECTs only and
 * hands back their syntax tree. Locations are in UTF-8 bytes from the text's first.
 *
 * @param statements how many SELECTs; 0 for an empty text
 * @param error why the text is not made of SELECTs
 * @param tables the names in FROM, common table expressions among them
 * @param commonTables the names that WITH gives, in lower case
 * @param functions the functions called
 * @param qualified columns written as layer.table.column
 */
record SqlTree(
        int statements,
        Optional<ParseError> error,
        List<TableReference> tables,
        Set<String> commonTables,
        List<Call> functions,
        List<QualifiedColumn> qualified) {

    private static final String AT = ".at_clause.unit";

    /**
     * A name in FROM, as parts.
     *
     * @param length how many bytes it takes with its alias and AT
     * @param at VERSION or TIMESTAMP when AT says when
     */
    record TableReference(
            String catalog, String schema, String name, OptionalInt location, OptionalInt length, Optional<String> at) {

        /** As it was written, such as {@code bronze.sales}. */
        String written() {
            return Stream.of(catalog, schema, name).filter(p -> !p.isEmpty()).collect(Collectors.joining("."));
        }
    }

    /** A function, and whether it stands where a table could. */
    record Call(String name, boolean asTable, OptionalInt location) {}

    /** A column with the schema it was looked up in. */
    record QualifiedColumn(String schema, OptionalInt location) {}

    /** Why a text is refused: {@code isOtherStatement} when it is correct SQL, but no SELECT. */
    record ParseError(boolean isOtherStatement, String message, OptionalInt location) {}

    /** Whether WITH gives the name. */
    boolean isCommonTable(TableReference table) {
        return table.catalog().isEmpty()
                && table.schema().isEmpty()
                && commonTables.contains(table.name().toLowerCase(Locale.ROOT));
    }

    /** Reads a text. */
    static SqlTree of(String sql, DuckDb database) {
        String members =
                "SELECT fullkey, parent, key, CASE WHEN type = 'ARRAY' THEN CAST(value AS VARCHAR) ELSE atom ->> '$'"
                        + " END FROM json_tree(json_serialize_sql(" + SqlText.literal(sql)
                        + ")) WHERE key IN ('function_name', 'table_name', 'schema_name', 'catalog_name',"
                        + " 'query_location', 'query_location_length', 'unit', 'column_names', 'key', 'type',"
                        + " 'error_type', 'error_message', 'position')";
        Map<Long, Node> nodes = new LinkedHashMap<>();
        database.rows(
                members,
                row -> nodes.computeIfAbsent(row.getLong(2), id -> new Node(new LinkedHashMap<>()))
                        .put(row.getString(1), row.getString(3), Optional.ofNullable(row.getString(4))));
        return read(nodes.values());
    }

    private static SqlTree read(Iterable<Node> nodes) {
        int statements = 0;
        Optional<ParseError> error = Optional.empty();
        List<TableReference> tables = new ArrayList<>();
        Set<String> commonTables = new LinkedHashSet<>();
        List<Call> functions = new ArrayList<>();
        List<QualifiedColumn> qualified = new ArrayList<>();
        Map<String, String> units = units(nodes);
        for (Node node : nodes) {
            statements += node.isStatement() ? 1 : 0;
            if (node.members().containsKey("error_type")) {
                error = Optional.of(new ParseError(
                        node.text("error_type").equals("not implemented"),
                        node.text("error_message"),
                        node.number("position")));
            }
            if (node.text("type").equals("BASE_TABLE")) {
                tables.add(new TableReference(
                        node.text("catalog_name"),
                        node.text("schema_name"),
                        node.text("table_name"),
                        node.location(),
                        node.number("query_location_length"),
                        Optional.ofNullable(units.get(node.path("table_name")))));
            }
            if (node.isCommonTable()) {
                commonTables.add(node.text("key").toLowerCase(Locale.ROOT));
            }
            if (node.members().containsKey("function_name")) {
                functions.add(new Call(node.text("function_name"), node.isTableFunction(), node.location()));
            }
            String[] names = node.text("column_names").split("\"", -1);
            if (names.length > 5) {
                qualified.add(new QualifiedColumn(names[1], node.location()));
            }
        }
        return new SqlTree(statements, error, tables, commonTables, functions, qualified);
    }

    /** What AT says of a table, by the path of the table's name. */
    private static Map<String, String> units(Iterable<Node> nodes) {
        Map<String, String> units = new LinkedHashMap<>();
        for (Node node : nodes) {
            String path = node.path("unit");
            if (path.endsWith(AT)) {
                units.put(path.substring(0, path.length() - AT.length()) + ".table_name", node.text("unit"));
            }
        }
        return units;
    }

    /** The members of one object of the tree, by their keys, with their paths. */
    private record Node(Map<String, Member> members) {

        private record Member(String path, String text) {}

        private Node put(String path, String key, Optional<String> text) {
            members.put(key, new Member(path, text.orElse("")));
            return this;
        }

        private String text(String key) {
            Member member = members.get(key);
            return member == null ? "" : member.text();
        }

        private String path(String key) {
            Member member = members.get(key);
            return member == null ? "" : member.path();
        }

        private boolean isStatement() {
            return path("type").matches("\\$\\.statements\\[\\d+]\\.node\\.type");
        }

        private boolean isCommonTable() {
            return path("key").matches(".*\\.cte_map\\.map\\[\\d+]\\.key");
        }

        private boolean isTableFunction() {
            return path("function_name").endsWith(".function.function_name");
        }

        private OptionalInt location() {
            return number("query_location");
        }

        /** Nodes that the parser makes itself have a location beyond any text. */
        private OptionalInt number(String key) {
            String text = text(key);
            return text.matches("\\d{1,9}") ? OptionalInt.of(Integer.parseInt(text)) : OptionalInt.empty();
        }
    }
}
