package foz.app.quarantine;

import foz.api.plan.Column;
import foz.api.plan.Format;
import foz.api.plan.SourcePlan;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/** Changes single fields of a record's bytes and leaves every other byte alone. */
public final class Edit {

    private Edit() {}

    /**
     * The record with other values in some columns; empty when one of them can't be found in it.
     *
     * @param changes column to the text that its field becomes
     */
    public static Optional<byte[]> of(
            BadRow row, SourcePlan source, Optional<byte[]> header, Map<String, String> changes) {
        BadRow current = row;
        for (Map.Entry<String, String> change : changes.entrySet()) {
            BadRow aimed = aimed(current, change.getKey());
            Optional<Mark> mark = Mark.of(aimed, Optional.of(source), header);
            boolean known = source.columns().stream().map(Column::name).anyMatch(change.getKey()::equals);
            if (mark.isEmpty() || !known) {
                return Optional.empty();
            }
            String text = Mark.text(current, Optional.of(source));
            String changed = text.substring(0, mark.get().from())
                    + cell(change.getValue(), source)
                    + text.substring(mark.get().to());
            current = with(current, changed.getBytes(charset(source)));
        }
        return Optional.of(current.raw());
    }

    private static String cell(String value, SourcePlan source) {
        if (source.format() instanceof Format.Csv csv) {
            String quote = csv.dialect().quote().map(String::valueOf).orElse("");
            boolean needed = !quote.isEmpty()
                    && (value.contains(csv.dialect().delimiter()) || value.contains(quote) || value.contains("\n"));
            return needed ? quote + value.replace(quote, quote + quote) + quote : value;
        }
        boolean bare = value.matches("-?[0-9]+(\\.[0-9]+)?|true|false|null");
        return bare ? value : "\"" + value.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }

    private static Charset charset(SourcePlan source) {
        if (source.format() instanceof Format.Csv csv) {
            String name = csv.dialect().encoding();
            return name.equals("latin1")
                    ? StandardCharsets.ISO_8859_1
                    : Charset.isSupported(name) ? Charset.forName(name) : StandardCharsets.UTF_8;
        }
        return StandardCharsets.UTF_8;
    }

    private static BadRow aimed(BadRow r, String column) {
        return new BadRow(
                r.id(),
                r.origin(),
                r.fileId(),
                r.file(),
                r.record(),
                r.line(),
                r.byteOffset(),
                Optional.of(column),
                r.code(),
                r.rule(),
                r.sentence(),
                r.raw(),
                r.personal(),
                r.status());
    }

    private static BadRow with(BadRow r, byte[] raw) {
        return new BadRow(
                r.id(),
                r.origin(),
                r.fileId(),
                r.file(),
                r.record(),
                r.line(),
                r.byteOffset(),
                r.column(),
                r.code(),
                r.rule(),
                r.sentence(),
                raw,
                r.personal(),
                r.status());
    }
}
