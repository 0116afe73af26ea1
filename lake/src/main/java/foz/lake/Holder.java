package foz.lake;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A process that holds something of a data folder.
 *
 * @param startedAt when the process was started, so that another one that was later given the same number is told apart
 */
record Holder(long pid, String host, Instant startedAt, String command) {

    private static final Path LINUX_HOST = Path.of("/proc/sys/kernel/hostname");
    private static final int LONGEST_COMMAND = 200;

    /** This process. */
    static Holder self() {
        ProcessHandle process = ProcessHandle.current();
        // HotSpot keeps main class and arguments, without the flags of the JVM, under this name.
        String command = System.getProperty("sun.java.command", "java");
        return new Holder(
                process.pid(),
                thisHost(),
                process.info().startInstant().orElse(Instant.EPOCH),
                command.substring(0, Math.min(command.length(), LONGEST_COMMAND))
                        .replace('\n', ' '));
    }

    /** As lines of text. */
    List<String> lines() {
        return List.of(Long.toString(pid), host, startedAt.toString(), command);
    }

    /** From the first lines of a text; empty when it was cut short. */
    static Optional<Holder> read(List<String> lines) {
        try {
            return Optional.of(
                    new Holder(Long.parseLong(lines.get(0)), lines.get(1), Instant.parse(lines.get(2)), lines.get(3)));
        } catch (RuntimeException cutShort) {
            return Optional.empty();
        }
    }

    /** Whether the process has surely ended. Processes of other machines can't be asked. */
    boolean isGone() {
        if (!host.equals(thisHost())) {
            return false;
        }
        Optional<ProcessHandle> process = ProcessHandle.of(pid).filter(ProcessHandle::isAlive);
        return process.isEmpty()
                || process.get()
                        .info()
                        .startInstant()
                        .filter(start -> !start.equals(startedAt))
                        .isPresent();
    }

    private static String thisHost() {
        try {
            return Files.isReadable(LINUX_HOST)
                    ? Files.readString(LINUX_HOST).strip()
                    : InetAddress.getLocalHost().getHostName();
        } catch (IOException e) {
            return "localhost";
        }
    }
}
