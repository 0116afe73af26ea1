package foz.app.command;

import foz.api.failure.Problem;
import foz.app.terminal.Amount;
import foz.app.terminal.Look;
import foz.app.terminal.Style;
import foz.app.terminal.Terminal;
import foz.app.terminal.TextWidth;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Mistakes in a pipeline folder, each with its place and the line it stands in. */
final class ProblemLines {

    private ProblemLines() {}

    static void tell(Terminal terminal, Path project, List<Problem> problems) {
        problems.forEach(p -> tell(terminal, project, p));
        terminal.note("foz: " + Amount.count(problems.size(), "mistake", "mistakes") + " in " + project.getFileName());
    }

    static void tell(Terminal terminal, Path project, Problem problem) {
        Look look = terminal.errLook();
        String suggestion =
                problem.suggestion().map(s -> "; did you mean " + s + "?").orElse("");
        terminal.note(look.style(Style.BOLD, problem.place() + ":") + " "
                + problem.sentence().text() + suggestion);
        line(project, problem).ifPresent(line -> {
            int column = Math.clamp(problem.place().column() - 1, 0, line.length());
            terminal.note("    " + TextWidth.cut(TextWidth.oneLine(line), look.proseWidth(), look.cut()));
            if (problem.place().column() > 0 && column < look.proseWidth()) {
                terminal.note("    " + " ".repeat(TextWidth.of(TextWidth.oneLine(line.substring(0, column))))
                        + look.style(Style.RED, "^"));
            }
        });
    }

    // The line is a courtesy; a file that can't be read any more costs only it.
    private static Optional<String> line(Path project, Problem problem) {
        if (problem.place().line() == 0) {
            return Optional.empty();
        }
        try (var lines = Files.lines(project.resolve(problem.place().file()))) {
            return lines.skip(problem.place().line() - 1L).findFirst();
        } catch (MalformedInputException | java.io.UncheckedIOException notText) {
            return Optional.empty();
        } catch (IOException notThere) {
            return Optional.empty();
        }
    }

    /** For programs. */
    static List<java.util.Map<String, Object>> json(List<Problem> problems) {
        return problems.stream()
                .map(p -> foz.app.json.Json.object(
                        "file", p.place().file(),
                        "line", p.place().line(),
                        "column", p.place().column(),
                        "code", p.sentence().code().id(),
                        "sentence", p.sentence().text(),
                        "suggestion", p.suggestion()))
                .toList();
    }
}
