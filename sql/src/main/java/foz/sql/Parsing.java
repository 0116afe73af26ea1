package foz.sql;

import java.util.List;
import java.util.Set;
import org.apache.calcite.avatica.util.Casing;
import org.apache.calcite.avatica.util.Quoting;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.parser.SqlParseException;
import org.apache.calcite.sql.parser.SqlParser;
import org.apache.calcite.sql.parser.babel.SqlBabelParserImpl;
import org.apache.calcite.sql.validate.SqlConformance;
import org.apache.calcite.sql.validate.SqlConformanceEnum;
import org.apache.calcite.sql.validate.SqlDelegatingConformance;

/** Text to tree, with Calcite's most lenient grammar; and which liberties of SQL dialects are taken. */
final class Parsing {

    static final SqlConformance CONFORMANCE = new SqlDelegatingConformance(SqlConformanceEnum.BABEL) {
        @Override
        public boolean isGroupByAlias() {
            return true;
        }

        @Override
        public SelectAliasLookup isSelectAlias() {
            return SelectAliasLookup.LEFT_TO_RIGHT;
        }

        @Override
        public boolean isNonStrictGroupBy() {
            return false;
        }

        @Override
        public boolean isGroupByOrdinal() {
            return true;
        }

        @Override
        public boolean isLimitStartCountAllowed() {
            return false;
        }

        /** An element of a list is one column, a struct too. */
        @Override
        public boolean allowAliasUnnestItems() {
            return true;
        }

        @Override
        public boolean allowExplicitRowValueConstructor() {
            return true;
        }
    };

    /** What {@code GROUP BY ALL} is parsed as: a quoted name as long as the word, so that no position moves. */
    static final String ALL = "*";

    private static final SqlParser.Config CONFIG = SqlParser.config()
            .withQuoting(Quoting.DOUBLE_QUOTE)
            .withUnquotedCasing(Casing.UNCHANGED)
            .withQuotedCasing(Casing.UNCHANGED)
            .withCaseSensitive(false)
            .withConformance(CONFORMANCE)
            .withIdentifierMaxLength(256)
            .withParserFactory(SqlBabelParserImpl.FACTORY);

    private static final Set<String> FIRST_WORDS = Set.of("SELECT", "WITH", "VALUES", "(");
    private static final Set<String> AFTER_ALL = Set.of(
            ")",
            "HAVING",
            "QUALIFY",
            "WINDOW",
            "ORDER",
            "LIMIT",
            "OFFSET",
            "FETCH",
            "UNION",
            "INTERSECT",
            "EXCEPT",
            "MINUS");

    private Parsing() {}

    /** One query; a {@link Refusal} when it is none. */
    static SqlNode query(String sql) {
        List<Token> tokens = Token.of(sql);
        refuseUnclosed(tokens);
        Token first = tokens.getFirst();
        if (first.kind() == Token.Kind.END || first.is(";")) {
            throw Refusal.at(Positions.of(first), SqlProblem.SQL_NO_QUERY);
        }
        if (FIRST_WORDS.stream().noneMatch(first::is)) {
            throw Refusal.at(Positions.of(first), SqlProblem.SQL_NOT_A_QUERY, "found", first.text());
        }
        String prepared = prepare(sql, tokens);
        try {
            return SqlParser.create(prepared, CONFIG).parseQuery();
        } catch (SqlParseException e) {
            throw SyntaxErrors.explain(e, prepared);
        }
    }

    /** One expression; a {@link Refusal} when it is none. */
    static SqlNode expression(String sql) {
        List<Token> tokens = Token.of(sql);
        refuseUnclosed(tokens);
        if (tokens.getFirst().kind() == Token.Kind.END) {
            throw Refusal.at(Positions.of(tokens.getFirst()), SqlProblem.SQL_NO_QUERY);
        }
        try {
            return SqlParser.create(sql, CONFIG).parseExpression();
        } catch (SqlParseException e) {
            throw SyntaxErrors.explain(e, sql);
        }
    }

    private static void refuseUnclosed(List<Token> tokens) {
        for (Token token : tokens) {
            if (token.kind() == Token.Kind.UNCLOSED) {
                String what = token.text().startsWith("'")
                        ? "text"
                        : token.text().startsWith("/*") ? "comment" : "quoted name";
                throw Refusal.at(Positions.of(token), SqlProblem.SQL_UNCLOSED, "what", what);
            }
        }
    }

    /** Takes a trailing semicolon away and makes GROUP BY ALL readable for the parser, moving nothing. */
    private static String prepare(String sql, List<Token> tokens) {
        StringBuilder prepared = new StringBuilder(sql);
        int last = tokens.size() - 2;
        while (last > 0 && tokens.get(last).is(";")) {
            prepared.setCharAt(tokens.get(last).start(), ' ');
            last--;
        }
        for (int i = 2; i <= last; i++) {
            boolean all = tokens.get(i).is("ALL")
                    && tokens.get(i - 1).is("BY")
                    && tokens.get(i - 2).is("GROUP");
            if (all && (i == last || AFTER_ALL.stream().anyMatch(tokens.get(i + 1)::is))) {
                prepared.replace(tokens.get(i).start(), tokens.get(i).end(), '"' + ALL + '"');
            }
        }
        return prepared.toString();
    }
}
