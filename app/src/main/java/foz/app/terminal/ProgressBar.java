package foz.app.terminal;

import foz.api.time.Progress;
import java.io.PrintStream;
import java.time.Duration;
import java.util.function.LongSupplier;

/** A bar on a terminal that says how far a piece of work has come, once it has taken two seconds. Elsewhere it draws nothing. */
public final class ProgressBar implements Progress {

    private static final long PATIENCE_NANOS = Duration.ofSeconds(2).toNanos();
    private static final long REDRAW_NANOS = Duration.ofMillis(100).toNanos();
    private static final int BAR = 24;

    private final PrintStream err;
    private final Look look;
    private final LongSupplier nanos;

    private String what = "";
    private long total;
    private long done;
    private long began;
    private long drawn;
    private boolean onScreen;

    /** A bar for an output, with a clock of nanoseconds. */
    public ProgressBar(PrintStream err, Look look, LongSupplier nanos) {
        this.err = err;
        this.look = look;
        this.nanos = nanos;
    }

    /** What shows progress on this terminal: a bar when a person watches, else nothing. */
    public static Progress on(Terminal terminal) {
        return terminal.errLook().live()
                ? new ProgressBar(terminal.err(), terminal.errLook(), System::nanoTime)
                : Progress.UNWATCHED;
    }

    @Override
    public synchronized void begin(String work, long bytes) {
        end();
        what = work;
        total = bytes;
        done = 0;
        began = nanos.getAsLong();
        drawn = began;
    }

    @Override
    public synchronized void advance(long by) {
        done += by;
        long now = nanos.getAsLong();
        if (now - began >= PATIENCE_NANOS && (!onScreen || now - drawn >= REDRAW_NANOS)) {
            drawn = now;
            draw(now - began);
        }
    }

    @Override
    public synchronized void end() {
        if (onScreen) {
            err.print("\r\u001b[2K");
            err.flush();
            onScreen = false;
        }
    }

    private void draw(long took) {
        onScreen = true;
        err.print("\r\u001b[2K" + TextWidth.cut(line(took), look.width() - 1, look.cut()));
        err.flush();
    }

    private String line(long took) {
        String speed = Amount.bytes((long) (done / (took / 1e9))) + "/s";
        if (total <= 0) {
            return what + "  " + Amount.bytes(done) + "  " + speed;
        }
        double share = Math.min(1.0, (double) done / total);
        int full = (int) (share * BAR);
        String bar =
                (look.unicode() ? "\u2588" : "#").repeat(full) + (look.unicode() ? "\u2591" : ".").repeat(BAR - full);
        String left = done == 0 ? "" : "  " + Amount.duration(Duration.ofNanos((long) (took / share - took))) + " left";
        return what + "  " + bar + "  " + Math.round(share * 100) + " %  " + Amount.bytes(done) + " of "
                + Amount.bytes(total) + "  " + speed + left;
    }
}
