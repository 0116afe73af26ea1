package foz.app.quarantine;

import foz.app.terminal.Look;
import foz.app.terminal.Style;
import foz.app.terminal.TextWidth;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A record's text with a line of carets under the part that is to blame, cut to the width around it. */
final class MarkedRecord {

    private static final int NARROWEST = 40;

    private MarkedRecord() {}

    static List<String> lines(String text, Optional<Mark> mark, Look look, int indent) {
        List<String> lines = new ArrayList<>();
        int offset = 0;
        boolean marked = false;
        for (String line : text.split("\\r\\n|\\n|\\r", -1)) {
            int end = offset + line.length();
            boolean here = !marked
                    && mark.isPresent()
                    && mark.get().from() >= offset
                    && mark.get().from() <= end;
            marked |= here;
            Optional<Mark> within = here
                    ? Optional.of(new Mark(
                            mark.orElseThrow().from() - offset,
                            Math.min(mark.orElseThrow().to() - offset, line.length())))
                    : Optional.empty();
            add(lines, line, within, look, indent);
            offset = end + 1;
        }
        return lines;
    }

    private static void add(List<String> lines, String line, Optional<Mark> mark, Look look, int indent) {
        String blank = " ".repeat(indent);
        int width = Math.max(NARROWEST, look.width() == Look.UNLIMITED ? Look.UNLIMITED : look.width() - indent);
        String before = TextWidth.oneLine(line.substring(0, mark.map(Mark::from).orElse(line.length())));
        String blamed = mark.map(m -> TextWidth.oneLine(line.substring(m.from(), m.to())))
                .orElse("");
        String after = mark.map(m -> TextWidth.oneLine(line.substring(m.to()))).orElse("");
        if (TextWidth.of(before) + TextWidth.of(blamed) > width - 1 && mark.isPresent()) {
            int keep = Math.max(10, width / 2 - TextWidth.of(blamed) / 2);
            before = look.cut() + before.substring(Math.max(0, before.length() - keep));
        }
        lines.add(blank + TextWidth.cut(before + blamed + after, width, look.cut()));
        if (mark.isPresent()) {
            String carets = "^".repeat(Math.max(1, TextWidth.of(blamed)));
            lines.add(blank + " ".repeat(TextWidth.of(before)) + look.style(Style.RED, carets));
        }
    }
}
