package foz.sql;

import foz.api.failure.Sentence;
import java.util.Optional;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.parser.SqlParserPos;

/** A problem on its way out of Calcite's call stack, which knows no other way; never leaves this package. */
final class Refusal extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient SqlParserPos position;
    private final transient Sentence sentence;
    private final transient Optional<String> suggestion;

    Refusal(SqlParserPos position, Sentence sentence, Optional<String> suggestion) {
        super(sentence.text(), null, false, false);
        this.position = position;
        this.sentence = sentence;
        this.suggestion = suggestion;
    }

    static Refusal at(SqlNode node, SqlProblem problem, Object... facts) {
        return at(node.getParserPosition(), problem, facts);
    }

    static Refusal at(SqlParserPos position, SqlProblem problem, Object... facts) {
        return new Refusal(position, Sentence.of(problem, facts), Optional.empty());
    }

    SqlParserPos position() {
        return position;
    }

    Sentence sentence() {
        return sentence;
    }

    Optional<String> suggestion() {
        return suggestion;
    }
}
