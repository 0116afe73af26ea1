package foz.engines.duckdb;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import foz.api.failure.FozException;
import foz.engines.database.DuckDb;
import foz.engines.database.EngineFailure;
import foz.engines.database.SqlText;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Pattern;
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
    private static final JsonFactory JSON = new JsonFactory();

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
        String tree = database.rows(
                        "SELECT CAST(json_serialize_sql(" + SqlText.literal(sql) + ") AS VARCHAR)",
                        row -> row.getString(1))
                .getFirst();
        try (JsonParser json = JSON.createParser(tree)) {
            json.nextToken();
            List<Node> nodes = new ArrayList<>();
            Node.readObject(json, "$", nodes);
            return read(nodes);
        } catch (IOException e) {
            throw new FozException(e, EngineFailure.ENGINE_DEFECT, "detail", "a syntax tree that can't be read");
        }
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

        private static final Pattern STATEMENT = Pattern.compile("\\$\\.statements\\[\\d+]\\.node\\.type");
        private static final Pattern COMMON_TABLE = Pattern.compile("\\.cte_map\\.map\\[\\d+]\\.key$");
        private static final Set<String> KEYS = Set.of(
                "function_name",
                "table_name",
                "schema_name",
                "catalog_name",
                "query_location",
                "query_location_length",
                "unit",
                "column_names",
                "key",
                "type",
                "error_type",
                "error_message",
                "position");

        /** Reads an object and all that is in it; its own members come first. */
        private static void readObject(JsonParser json, String path, List<Node> nodes) throws IOException {
            Node node = new Node(new LinkedHashMap<>());
            nodes.add(node);
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String name = json.currentName();
                String at = path + "." + name;
                json.nextToken();
                String text = readValue(json, at, nodes);
                if (KEYS.contains(name)) {
                    node.members().put(name, new Member(at, text));
                }
            }
        }

        /** The text of a scalar, the quoted texts of an array, nothing for an object. */
        private static String readValue(JsonParser json, String path, List<Node> nodes) throws IOException {
            JsonToken token = json.currentToken();
            if (token == JsonToken.START_OBJECT) {
                readObject(json, path, nodes);
                return "";
            }
            if (token == JsonToken.START_ARRAY) {
                StringBuilder texts = new StringBuilder();
                for (int i = 0; json.nextToken() != JsonToken.END_ARRAY; i++) {
                    texts.append('"')
                            .append(readValue(json, path + "[" + i + "]", nodes))
                            .append('"');
                }
                return texts.toString();
            }
            return token == JsonToken.VALUE_NULL ? "" : json.getText();
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
            return STATEMENT.matcher(path("type")).matches();
        }

        private boolean isCommonTable() {
            return COMMON_TABLE.matcher(path("key")).find();
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
