package foz.refresh;

import foz.api.engine.Delta;
import foz.api.engine.Scan;
import foz.api.failure.FozException;
import foz.api.plan.TablePlan;
import foz.api.type.TableName;
import java.util.List;
import java.util.Optional;

/**
 * What would bring a table up to date now, as the lake stands.
 *
 * @param table the table, or a stage of one
 * @param turn whether it is its turn
 * @param way what would be done
 * @param because why, as a clause; empty when there is nothing to do
 * @param inputs what would be read, one for each input that the lake holds
 * @param failure why nothing can be said or done
 */
public record Outlook(
        TablePlan table, Turn turn, Step way, String because, List<Input> inputs, Optional<FozException> failure) {

    public Outlook {
        inputs = List.copyOf(inputs);
    }

    /** What would be done. */
    public enum Step {
        NOTHING,
        /** Only its position moves. */
        ADVANCE,
        APPEND,
        CHANGE,
        WHOLE
    }

    /**
     * What an input is, and what happened to it since.
     *
     * @param change empty where it isn't known or doesn't matter, because all of the input is read
     */
    public record Input(TableName table, Amount now, Optional<Change> change) {

        static Input of(Scan scan) {
            return new Input(scan.table(), Amount.of(scan), Optional.empty());
        }

        static Input of(Delta delta) {
            return new Input(
                    delta.table(),
                    Amount.of(delta.now()),
                    Optional.of(new Change(Amount.of(delta.added()), Amount.of(delta.removed()))));
        }

        /** What is read of it at least. */
        public Amount read() {
            return change.map(c -> c.came().plus(c.went())).orElse(now);
        }
    }

    /** Files that came and files that went; a file that was written again is in both. */
    public record Change(Amount came, Amount went) {}

    /** Data files. */
    public record Amount(long rows, long files, long bytes) {

        /** None. */
        public static final Amount NONE = new Amount(0, 0, 0);

        static Amount of(Scan scan) {
            return new Amount(
                    scan.rows(),
                    scan.files().size(),
                    scan.files().stream().mapToLong(Scan.DataFile::bytes).sum());
        }

        /** Both together. */
        public Amount plus(Amount other) {
            return new Amount(rows + other.rows, files + other.files, bytes + other.bytes);
        }
    }
}
