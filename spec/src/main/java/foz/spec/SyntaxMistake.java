package foz.spec;

import foz.api.failure.Place;
import foz.api.failure.Problem;
import java.util.List;
import java.util.function.Function;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;

/**
 * What the YAML parser could not read, in the words of somebody who doesn't know its insides. The parser tells its mistakes by
 * text alone; a text that isn't known here is handed on as it is.
 */
final class SyntaxMistake {

    private final String problem;
    private final String context;
    private final Place place;
    private final Place begin;

    private SyntaxMistake(MarkedYamlEngineException e, Function<Mark, Place> places, Place start) {
        this.problem = String.valueOf(e.getProblem());
        this.context = String.valueOf(e.getContext());
        this.place = e.getProblemMark().map(places).orElse(start);
        this.begin = e.getContextMark().map(places).orElse(place);
    }

    /**
     * The mistake behind an exception.
     *
     * @param places the place of a mark
     * @param start the file's beginning, where there is no mark
     * @param lines the file's lines
     */
    static Problem of(MarkedYamlEngineException e, Function<Mark, Place> places, Place start, List<String> lines) {
        return new SyntaxMistake(e, places, start).told(lines);
    }

    private Problem told(List<String> lines) {
        if (context.contains("scanning an alias") || context.contains("scanning an anchor")) {
            return Problem.at(begin, SpecProblem.YAML_SIGN, "sign", context.contains("alias") ? "*" : "&");
        }
        if (problem.contains("TAB")) {
            return Problem.at(tab(lines), SpecProblem.YAML_TAB);
        }
        if (problem.startsWith("found character '")) {
            return Problem.at(place, SpecProblem.YAML_SIGN, "sign", problem.charAt("found character '".length()));
        }
        if (problem.startsWith("mapping values are not allowed")) {
            return Problem.at(place, SpecProblem.YAML_COLON);
        }
        if (problem.startsWith("could not find expected ':'")) {
            return Problem.at(begin, SpecProblem.YAML_NO_COLON);
        }
        if (context.contains("quoted scalar") && problem.contains("end of stream")) {
            return Problem.at(begin, SpecProblem.YAML_OPEN_QUOTE);
        }
        if (problem.startsWith("expected ',' or")) {
            return Problem.at(place, SpecProblem.YAML_OPEN_BRACKET, "line", begin.line());
        }
        if (problem.startsWith("expected <block end>")) {
            return Problem.at(place, SpecProblem.YAML_INDENT);
        }
        return Problem.at(place, SpecProblem.YAML_SYNTAX, "detail", problem);
    }

    /** The tab in the line's indentation; the parser's mark may stand behind it. */
    private Place tab(List<String> lines) {
        String line = place.line() <= lines.size() ? lines.get(place.line() - 1) : "";
        int at = line.substring(0, line.length() - line.stripLeading().length()).indexOf('\t');
        return at < 0 ? place : new Place(place.file(), place.line(), at + 1);
    }
}
