package foz.sql;

import foz.api.failure.Place;
import foz.api.failure.Problem;
import org.apache.calcite.sql.parser.SqlParserPos;

/** Positions within the text of a query, and the places in the user's file they stand for. */
final class Positions {

    private Positions() {}

    static SqlParserPos of(Token token) {
        return new SqlParserPos(token.line(), token.column());
    }

    /** A position relative to the place of the query's first character. */
    static Place place(SqlParserPos position, Place start) {
        int line = Math.max(1, position.getLineNum());
        int column = Math.max(1, position.getColumnNum());
        int firstLine = Math.max(1, start.line());
        int firstColumn = Math.max(1, start.column());
        return new Place(start.file(), firstLine + line - 1, line == 1 ? firstColumn + column - 1 : column);
    }

    static Problem problem(Refusal refusal, Place start) {
        return new Problem(place(refusal.position(), start), refusal.sentence(), refusal.suggestion());
    }

    /** What stands there, cut to a handy length. */
    static String text(String sql, SqlParserPos position) {
        String[] lines = sql.split("\n", -1);
        int line = position.getLineNum();
        if (line < 1 || line > lines.length) {
            return "this query";
        }
        String text = lines[line - 1];
        int from = Math.min(Math.max(0, position.getColumnNum() - 1), text.length());
        int to = position.getEndLineNum() == line ? Math.min(text.length(), position.getEndColumnNum()) : text.length();
        String found = text.substring(from, Math.max(from, to)).strip();
        return found.isEmpty() ? "this query" : found.length() > 60 ? found.substring(0, 59) + "…" : found;
    }
}
