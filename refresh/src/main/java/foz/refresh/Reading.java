package foz.refresh;

import foz.api.balance.Effort;
import foz.api.engine.Computed;
import foz.api.engine.Delta;
import foz.api.engine.Scan;
import foz.api.engine.Work;
import foz.api.engine.WrittenFile;
import java.util.List;
import java.util.stream.Stream;

/** What a refresh read and wrote, as far as the files tell, where the engine has not measured. */
final class Reading {

    private Reading() {}

    /** The engine's measure, with what it left out filled in from the files it was given and the files it wrote. */
    static Effort measured(Work work, Computed computed, Effort effort) {
        List<Scan> read = effort.filesRead() > 0 ? List.of() : given(work).toList();
        return new Effort(
                effort.rowsRead() + read.stream().mapToLong(Scan::rows).sum(),
                effort.filesRead()
                        + read.stream().mapToLong(s -> s.files().size()).sum(),
                effort.bytesRead()
                        + read.stream()
                                .flatMap(s -> s.files().stream())
                                .mapToLong(Scan.DataFile::bytes)
                                .sum(),
                Math.max(effort.rowsWritten(), Holdings.rows(computed.rows())),
                Math.max(
                        effort.bytesWritten(),
                        computed.rows().stream().mapToLong(WrittenFile::bytes).sum()),
                effort.millis());
    }

    private static Stream<Scan> given(Work work) {
        return switch (work) {
            case Work.Whole whole -> whole.inputs().stream();
            case Work.Append append -> Stream.of(append.added());
            case Work.Change change ->
                change.inputs().stream().flatMap((Delta delta) -> Stream.of(delta.added(), delta.removed()));
            case Work.Slice slice -> slice.inputs().stream();
        };
    }
}
