package foz.app.prompt;

import foz.api.failure.FozException;
import foz.api.type.TableName;
import foz.app.terminal.Style;
import foz.app.terminal.Terminal;
import foz.app.terminal.TextTable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;
import org.jline.reader.Candidate;
import org.jline.reader.EOFError;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.ParsedLine;
import org.jline.reader.Parser;
import org.jline.reader.UserInterruptException;
import org.jline.reader.impl.DefaultParser;
import org.jline.terminal.TerminalBuilder;

/** Asks a person for statements until they have had enough. */
public final class Prompt {

    private static final String HELP = """
        Any SELECT of DuckDB's SQL, ended by a semicolon; it may go over several lines. Nothing can be changed here.
          \\d          the tables
          \\d TABLE    the columns of a table
          \\q          leave (or Ctrl-D); Ctrl-C drops what was typed, or ends the question being answered
        Tab completes tables, columns and words of SQL; the arrow keys go through what was asked before, Ctrl-R searches it.\
        """;

    private final Terminal terminal;
    private final Words words;
    private final Consumer<String> ask;
    private final Runnable cancel;

    /**
     * A prompt.
     *
     * @param ask answers one statement, and writes the answer
     * @param cancel ends the question being answered; called from another thread
     */
    public Prompt(Terminal terminal, Words words, Consumer<String> ask, Runnable cancel) {
        this.terminal = terminal;
        this.words = words;
        this.ask = ask;
        this.cancel = cancel;
    }

    /** Talks until the end, and keeps what was asked in a file. */
    public void talk(Path history) {
        try (org.jline.terminal.Terminal screen =
                TerminalBuilder.builder().system(true).dumb(true).build()) {
            screen.handle(org.jline.terminal.Terminal.Signal.INT, signal -> cancel.run());
            LineReader reader = LineReaderBuilder.builder()
                    .terminal(screen)
                    .appName("foz")
                    .parser(new UntilSemicolon())
                    .completer((line, parsed, candidates) -> complete(parsed, candidates))
                    .variable(LineReader.HISTORY_FILE, history)
                    .variable(LineReader.SECONDARY_PROMPT_PATTERN, "%P   > ")
                    .build();
            terminal.note("Ask in SQL, ended by a semicolon; \\? helps, \\q leaves.");
            while (next(reader)) {
                terminal.out().flush();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private boolean next(LineReader reader) {
        try {
            return take(reader.readLine("foz> "));
        } catch (UserInterruptException dropped) {
            return true;
        } catch (EndOfFileException enough) {
            return false;
        }
    }

    /** Takes one complete input; false when the person has had enough. */
    boolean take(String input) {
        String text = input.strip();
        if (text.equals("\\q") || text.equalsIgnoreCase("exit") || text.equalsIgnoreCase("quit")) {
            return false;
        }
        if (text.startsWith("\\")) {
            command(text.replaceAll(";$", "").split("\\s+"));
        } else if (!Statement.of(text).isEmpty()) {
            answer(Statement.of(text));
        }
        return true;
    }

    private void answer(String sql) {
        try {
            ask.accept(sql);
        } catch (FozException failure) {
            terminal.note(terminal.errLook().style(Style.RED, "foz:") + " "
                    + failure.sentence().text());
        }
    }

    private void command(String[] parts) {
        if (!parts[0].equals("\\d")) {
            terminal.note(HELP);
        } else if (parts.length == 1) {
            TextTable tables = TextTable.of("table", ">columns");
            words.tables()
                    .forEach((t, s) -> tables.row(
                            t.toString(), Integer.toString(s.visible().fields().size())));
            terminal.say(tables);
        } else {
            describe(parts[1]);
        }
    }

    private void describe(String name) {
        Optional<TableName> table = TableName.parse(name).filter(words.tables()::containsKey);
        if (table.isEmpty()) {
            terminal.note("no table " + name + "; \\d lists them");
            return;
        }
        TextTable columns = TextTable.of("column", "type");
        java.util.Objects.requireNonNull(words.tables().get(table.get()))
                .fields()
                .forEach(f -> columns.row(f.name(), f.type().toString()));
        terminal.say(columns);
    }

    private void complete(ParsedLine parsed, java.util.List<Candidate> candidates) {
        words.completing(parsed.word(), parsed.line()).forEach(w -> candidates.add(new Candidate(w)));
    }

    /** Lets a statement go on in the next line until its semicolon. */
    private static final class UntilSemicolon implements Parser {

        private final DefaultParser inner =
                new DefaultParser().eofOnUnclosedQuote(false).escapeChars(new char[0]);

        UntilSemicolon() {
            inner.setQuoteChars(new char[0]);
        }

        @Override
        public ParsedLine parse(String line, int cursor, ParseContext context) {
            if (context == ParseContext.ACCEPT_LINE
                    && !Statement.isComplete(line)
                    && !line.strip().matches("(?i)exit|quit")) {
                throw new EOFError(-1, cursor, "expected a semicolon");
            }
            return inner.parse(line, cursor, context);
        }
    }
}
