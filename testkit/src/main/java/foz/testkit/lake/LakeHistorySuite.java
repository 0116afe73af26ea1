package foz.testkit.lake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import foz.api.engine.Delta;
import foz.api.engine.Scan;
import foz.api.engine.Target;
import foz.api.failure.FozException;
import foz.api.lake.Batch;
import foz.api.lake.Intent;
import foz.api.lake.Lake;
import foz.api.lake.Snapshot;
import foz.api.lake.TableChange;
import foz.api.type.Field;
import foz.api.type.Schema;
import foz.api.type.Type.Primitive;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What every {@link foz.api.lake.History} must tell. */
public abstract class LakeHistorySuite extends LakeCase {

    private List<List<@Nullable Object>> read(Scan scan) {
        return files().read(scan);
    }

    private static Delta since(Lake lake, long snapshot) {
        return lake.history().since(ORDERS, snapshot).orElseThrow();
    }

    private static long now(Lake lake) {
        return lake.table(ORDERS).orElseThrow().snapshot();
    }

    @Test
    void whatWasAppendedSinceASnapshotCameAndNothingWent() {
        try (Lake lake = openToWrite()) {
            append(lake, "a", ORDERS, List.of(row(1, "one")));
            long first = now(lake);
            assertThat(since(lake, first).isEmpty()).isTrue();
            append(lake, "b", ORDERS, List.of(row(2, "two")));
            append(lake, "c", ORDERS, List.of(row(3, "three")));
            Delta delta = since(lake, first);
            assertThat(read(delta.before())).containsExactly(row(1L, "one"));
            assertThat(read(delta.added())).containsExactly(row(2L, "two"), row(3L, "three"));
            assertThat(delta.onlyAdds()).isTrue();
            assertThat(read(delta.now())).hasSize(3);
        }
    }

    @Test
    void sinceBeforeTheFirstSnapshotAllRowsCame() {
        try (Lake lake = openToWrite()) {
            append(lake, "a", ORDERS, List.of(row(1, "one")));
            append(lake, "b", ORDERS, List.of(row(2, "two")));
            Delta delta = since(lake, 0);
            assertThat(delta.before().files()).isEmpty();
            assertThat(delta.added()).isEqualTo(delta.now()).isEqualTo(lake.scan(ORDERS));
        }
    }

    @Test
    void nothingIsToldOfASnapshotThatNeverWas() {
        try (Lake lake = openToWrite()) {
            append(lake, "a", ORDERS, List.of(row(1, "one")));
            assertThat(lake.history().since(ORDERS, 12345)).isEmpty();
            assertThatThrownBy(() -> lake.history().at(ORDERS, 12345))
                    .isInstanceOfSatisfying(
                            FozException.class, e -> assertThat(e.code().id()).isEqualTo("unknown-snapshot"))
                    .hasMessageContaining(Long.toString(now(lake)));
        }
    }

    @Test
    void aRewrittenFileWentAndItsSuccessorCame() {
        try (Lake lake = openToWrite()) {
            append(lake, "a", ORDERS, List.of(row(1, "one"), row(2, "two")));
            Path file = lake.scan(ORDERS).files().getFirst().path();
            long first = now(lake);
            change(
                    lake,
                    "b",
                    ORDERS,
                    target -> new TableChange.Rewrite(
                            ORDERS, List.of(file), List.of(write(target, List.of(row(2, "two")))), Map.of()));
            Delta delta = since(lake, first);
            assertThat(read(delta.removed())).containsExactly(row(1L, "one"), row(2L, "two"));
            assertThat(read(delta.added())).containsExactly(row(2L, "two"));
        }
    }

    @Test
    void aFileThatCameAndWentInBetweenIsNeither() {
        try (Lake lake = openToWrite()) {
            append(lake, "a", ORDERS, List.of(row(1, "one")));
            long first = now(lake);
            append(lake, "b", ORDERS, List.of(row(2, "two")));
            change(
                    lake,
                    "c",
                    ORDERS,
                    target -> new TableChange.ReplaceAll(
                            ORDERS, List.of(write(target, List.of(row(3, "three")))), Map.of()));
            Delta delta = since(lake, first);
            assertThat(read(delta.removed())).containsExactly(row(1L, "one"));
            assertThat(read(delta.added())).containsExactly(row(3L, "three"));
        }
    }

    @Test
    void aTableBuiltAnewWithTheSameColumnsLostAllOldRowsAndGainedAllNew() {
        try (Lake lake = openToWrite()) {
            append(lake, "a", ORDERS, List.of(row(1, "one")));
            long first = now(lake);
            try (Batch batch = lake.begin(new Intent("b", "test"))) {
                Target target = batch.rebuild(ORDERS, SCHEMA, List.of());
                batch.commit(of(new TableChange.ReplaceAll(
                        ORDERS, List.of(write(target, List.of(row(2, "two")))), Map.of())));
            }
            Delta delta = since(lake, first);
            assertThat(read(delta.before())).isEqualTo(read(delta.removed())).containsExactly(row(1L, "one"));
            assertThat(read(delta.added())).containsExactly(row(2L, "two"));
        }
    }

    @Test
    void snapshotsAreKeptWithWhatTheySayAndReadWithTheirOwnColumns() {
        Schema wider =
                new Schema(List.of(Field.optional("id", Primitive.LONG), Field.optional("note", Primitive.STRING)));
        try (Lake lake = openToWrite()) {
            append(lake, "a", ORDERS, List.of(row(1, "one")));
            long first = now(lake);
            try (Batch batch = lake.begin(new Intent("b", "test"))) {
                Target target = batch.rebuild(ORDERS, wider, List.of());
                batch.commit(of(new TableChange.ReplaceAll(
                        ORDERS, List.of(write(target, List.of(row(2, "new")))), Map.of("foz.test", "yes"))));
            }
            append(lake, "c", TOTALS, List.of());
            List<Snapshot> snapshots = lake.history().snapshots(ORDERS);
            assertThat(snapshots).extracting(Snapshot::id).containsExactly(first, now(lake));
            assertThat(snapshots).extracting(Snapshot::current).containsExactly(false, true);
            assertThat(snapshots).extracting(Snapshot::foreign).containsOnly(false);
            assertThat(snapshots.getLast().summary()).containsEntry("foz.test", "yes");
            Scan then = lake.history().at(ORDERS, first);
            assertThat(then.layout().schema()).isEqualTo(SCHEMA);
            assertThat(read(then)).containsExactly(row(1L, "one"));
        }
    }
}
