package foz.engines.csv;

import foz.api.failure.FozException;
import foz.api.plan.Format.Dialect;
import foz.engines.record.ReadFailure;
import foz.engines.record.TextEncoding;
import java.util.Optional;

/**
 * The signs of a dialect as bytes.
 *
 * @param quote the sign's byte; the line end's when there is none, so that one comparison less is needed
 * @param escape what makes a quote plain
 */
record CsvSigns(byte[] delimiter, boolean quoted, byte quote, byte escape, boolean commented, byte comment) {

    static CsvSigns of(Dialect dialect, TextEncoding encoding) {
        byte[] delimiter = encoding.bytes(dialect.delimiter());
        byte quote = one(dialect.quote(), (byte) '\n', encoding);
        byte escape = one(dialect.escape(), quote, encoding);
        boolean commented = dialect.comment().isPresent();
        return new CsvSigns(
                delimiter,
                dialect.quote().isPresent(),
                quote,
                escape,
                commented,
                one(dialect.comment(), (byte) '\n', encoding));
    }

    private static byte one(Optional<Character> sign, byte otherwise, TextEncoding encoding) {
        if (sign.isEmpty()) {
            return otherwise;
        }
        byte[] bytes = encoding.bytes(sign.get().toString());
        if (bytes.length != 1) {
            throw new FozException(ReadFailure.SIGN_NOT_ONE_BYTE, "sign", sign.get(), "encoding", encoding.name());
        }
        return bytes[0];
    }

    /** Whether a delimiter stands here. */
    boolean isDelimiter(byte[] bytes, int at, int to) {
        if (to - at < delimiter.length) {
            return false;
        }
        for (int i = 0; i < delimiter.length; i++) {
            if (bytes[at + i] != delimiter[i]) {
                return false;
            }
        }
        return true;
    }
}
