package foz.app.command;

import foz.api.failure.FozException;
import java.util.Locale;

/** Sizes as they are written on the command line. */
final class Sizes {

    private Sizes() {}

    /** Bytes of a size such as {@code 512MB} or {@code 2GB}, in powers of 1,000. */
    static long bytes(String option, String text) {
        String upper = text.toUpperCase(Locale.ROOT).replace(" ", "");
        if (!upper.matches("[1-9][0-9]{0,8}(KB|MB|GB)")) {
            throw new FozException(
                    AppFailure.WRONG_OPTION,
                    "option",
                    option,
                    "expected",
                    "a size such as 512MB or 2GB",
                    "found",
                    text);
        }
        long number = Long.parseLong(upper.substring(0, upper.length() - 2));
        return number * (upper.endsWith("KB") ? 1_000L : upper.endsWith("MB") ? 1_000_000L : 1_000_000_000L);
    }
}
