package foz.lake;

import foz.api.disk.Disk;
import foz.api.time.Steps;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;

/** A process of its own that keeps a lake open for writing until it is ended. */
final class Squatter {

    private Squatter() {}

    public static void main(String[] arguments) throws IOException {
        try (LocalLake lake =
                LocalLake.open(Path.of(arguments[0]), Mode.WRITE, InstantSource.system(), Disk.REAL, Steps.UNWATCHED)) {
            // One byte tells the parent that the lock is held; then its end of the pipe closes, or this process is
            // killed.
            System.out.write(lake.tables().size());
            System.out.flush();
            while (System.in.read() >= 0) {
                Thread.onSpinWait();
            }
        }
    }
}
