package foz.app.answer;

import foz.api.failure.FozException;
import java.io.PrintStream;

/** The text of an answer on its way out, in blocks. A stream that takes no more, as a pipe without a reader or a full disk, ends it. */
final class AnswerText {

    private static final int BLOCK = 1 << 15;

    private final PrintStream out;
    private final StringBuilder block = new StringBuilder(BLOCK + 1024);

    AnswerText(PrintStream out) {
        this.out = out;
    }

    AnswerText add(String text) {
        block.append(text);
        if (block.length() >= BLOCK) {
            end();
        }
        return this;
    }

    /** Hands over what is left. */
    void end() {
        out.append(block);
        block.setLength(0);
        if (out.checkError()) {
            throw new FozException(AnswerFailure.NOT_WRITTEN);
        }
    }
}
