package foz.engines.duckdb;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * A limit on how long a question may take: when it has passed, the question is cancelled, and again until it has really ended, for a
 * cancellation that comes just before the work begins is forgotten. Closing joins the thread that waits.
 */
final class Deadline implements AutoCloseable {

    private static final long AGAIN_MILLIS = 20;

    private final CountDownLatch ended = new CountDownLatch(1);
    private final Thread waiting;
    private volatile boolean passed;

    private Deadline(Duration limit, Runnable cancel) {
        waiting = Thread.ofVirtual().name("deadline").start(() -> await(limit, cancel));
    }

    /** Starts to wait. */
    static Deadline of(Duration limit, Runnable cancel) {
        return new Deadline(limit, cancel);
    }

    /** Whether it has passed before the question ended. */
    boolean hasPassed() {
        return passed;
    }

    private void await(Duration limit, Runnable cancel) {
        try {
            boolean inTime = ended.await(limit.toMillis(), TimeUnit.MILLISECONDS);
            passed = !inTime;
            while (!inTime) {
                cancel.run();
                inTime = ended.await(AGAIN_MILLIS, TimeUnit.MILLISECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        ended.countDown();
        boolean interrupted = false;
        while (waiting.isAlive()) {
            try {
                waiting.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
