package foz.testkit.lake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import foz.api.engine.Delta;
import foz.api.engine.Scan;
import foz.api.engine.Target;
import foz.api.engine.WrittenFile;
import foz.api.failure.FozException;
import foz.api.lake.Batch;
import foz.api.lake.Commit;
import foz.api.lake.FileEntry;
import foz.api.lake.FileInfo;
import foz.api.lake.Intent;
import foz.api.lake.Lake;
import foz.api.lake.Position;
import foz.api.lake.Snapshot;
import foz.api.lake.TableChange;
import foz.api.lake.TableState;
import foz.api.plan.PartitionField;
import foz.api.plan.PartitionField.Transform;
import foz.api.type.Field;
import foz.api.type.Schema;
import foz.api.type.TableName;
import foz.api.type.Type;
import foz.api.type.Type.Primitive;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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

    private void compact(Lake lake, String id, List<List<@Nullable Object>> rows) {
        List<Path> all =
                lake.scan(ORDERS).files().stream().map(Scan.DataFile::path).toList();
        change(lake, id, ORDERS, target -> new TableChange.Compact(ORDERS, all, List.of(write(target, rows))));
    }

    @Test
    void aCompactionIsNoChangeAndWhatCameBeforeItKeepsItsOwnFile() {
        try (Lake lake = openToWrite()) {
            append(lake, "a", ORDERS, List.of(row(1, "one")));
            long first = now(lake);
            append(lake, "b", ORDERS, List.of(row(2, "two")));
            long second = now(lake);
            Scan came = since(lake, first).added();
            compact(lake, "c", List.of(row(1, "one"), row(2, "two")));
            assertThat(lake.scan(ORDERS).files()).hasSize(1);
            assertThat(since(lake, second).isEmpty()).isTrue();
            Delta delta = since(lake, first);
            assertThat(delta.onlyAdds()).isTrue();
            assertThat(delta.added().files()).isEqualTo(came.files());
        }
    }

    @Test
    void aRowTakenOutAfterACompactionGoesWithTheCompactedFile() {
        try (Lake lake = openToWrite()) {
            append(lake, "a", ORDERS, List.of(row(1, "one")));
            long first = now(lake);
            append(lake, "b", ORDERS, List.of(row(2, "two")));
            compact(lake, "c", List.of(row(1, "one"), row(2, "two")));
            Path compacted = lake.scan(ORDERS).files().getFirst().path();
            change(
                    lake,
                    "d",
                    ORDERS,
                    target -> new TableChange.Rewrite(
                            ORDERS, List.of(compacted), List.of(write(target, List.of(row(2, "two")))), Map.of()));
            Delta delta = since(lake, first);
            assertThat(read(delta.removed())).containsExactly(row(1L, "one"), row(2L, "two"));
            assertThat(read(delta.added())).containsExactly(row(2L, "two"), row(2L, "two"));
        }
    }

    @Test
    void aCompactionKeepsThePosition() {
        Position position = new Position("v1", Map.of(TOTALS, 42L));
        try (Lake lake = openToWrite()) {
            change(
                    lake,
                    "a",
                    ORDERS,
                    target -> new TableChange.Append(
                            ORDERS, List.of(write(target, List.of(row(1, "one")))), position.summary()));
            compact(lake, "b", List.of(row(1, "one")));
            Snapshot last = lake.history().snapshots(ORDERS).getLast();
            assertThat(Position.read(last.summary())).contains(position);
            assertThat(last.batch()).contains("b");
        }
    }

    @Test
    void aCompactionThatLosesARowIsRefused() {
        try (Lake lake = openToWrite()) {
            append(lake, "a", ORDERS, List.of(row(1, "one"), row(2, "two")));
            assertThatThrownBy(() -> compact(lake, "b", List.of(row(1, "one"))))
                    .isInstanceOfSatisfying(
                            FozException.class, e -> assertThat(e.code().id()).isEqualTo("compaction-not-alike"));
            assertThat(rows(lake, ORDERS)).hasSize(2);
        }
    }

    @Test
    void aTableThatIsRolledBackHasTheRowsColumnsAndPositionOfThen() {
        Position then = new Position("v1", Map.of(ORDERS, 1L));
        Position later = new Position("v2", Map.of(ORDERS, 2L));
        Schema wider = new Schema(List.of(Field.optional("id", Primitive.LONG), Field.optional("more", Primitive.INT)));
        try (Lake lake = openToWrite()) {
            change(
                    lake,
                    "a",
                    TOTALS,
                    target -> new TableChange.Append(
                            TOTALS, List.of(write(target, List.of(row(1, "one")))), then.summary()));
            long first = lake.table(TOTALS).orElseThrow().snapshot();
            try (Batch batch = lake.begin(new Intent("b", "test"))) {
                Target target = batch.rebuild(TOTALS, wider, List.of());
                batch.commit(of(new TableChange.ReplaceAll(
                        TOTALS, List.of(write(target, List.of(row(2, 7)))), later.summary())));
            }
            long second = lake.table(TOTALS).orElseThrow().snapshot();
            back(lake, "c", TOTALS, first);
            assertThat(rows(lake, TOTALS)).containsExactly(row(1L, "one"));
            TableState state = lake.table(TOTALS).orElseThrow();
            assertThat(state.layout().schema()).isEqualTo(SCHEMA);
            assertThat(state.rows()).isEqualTo(1);
            assertThat(Position.read(state.summary())).contains(then);
            assertThat(lake.history().undone(TOTALS, second))
                    .extracting(s -> s.batch().orElseThrow())
                    .containsExactly("c", "a");
            back(lake, "d", TOTALS, second);
            assertThat(rows(lake, TOTALS)).containsExactly(row(2L, 7));
        }
    }

    private static void back(Lake lake, String id, TableName table, long snapshot) {
        try (Batch batch = lake.begin(new Intent(id, "test"))) {
            batch.commit(of(new TableChange.Rollback(table, snapshot, Map.of())));
        }
    }

    @Test
    void whoFollowsATableThatIsRolledBackIsToldWhatWent() {
        try (Lake lake = openToWrite()) {
            append(lake, "a", TOTALS, List.of(row(1, "one")));
            long first = lake.table(TOTALS).orElseThrow().snapshot();
            append(lake, "b", TOTALS, List.of(row(2, "two")));
            long second = lake.table(TOTALS).orElseThrow().snapshot();
            back(lake, "c", TOTALS, first);
            append(lake, "d", TOTALS, List.of(row(3, "three")));
            Delta delta = lake.history().since(TOTALS, second).orElseThrow();
            assertThat(read(delta.before())).containsExactly(row(1L, "one"), row(2L, "two"));
            assertThat(read(delta.removed())).containsExactly(row(2L, "two"));
            assertThat(read(delta.added())).containsExactly(row(3L, "three"));
        }
    }

    @Test
    void bronzeIsRolledBackOnlyTogetherWithTheLedger() {
        FileEntry file = new FileEntry(
                5,
                ORDERS.name(),
                "b.csv",
                10,
                Instant.EPOCH,
                "abc",
                20,
                1,
                FileEntry.State.LIVE,
                "b",
                Instant.EPOCH,
                Optional.empty(),
                Optional.empty());
        try (Lake lake = openToWrite()) {
            append(lake, "a", ORDERS, List.of(row(1, "one")));
            long first = now(lake);
            try (Batch batch = lake.begin(new Intent("b", "test"))) {
                Target target = batch.target(ORDERS, SCHEMA, List.of());
                TableChange change =
                        new TableChange.Append(ORDERS, List.of(write(target, List.of(row(2, "two")))), Map.of());
                batch.commit(new Commit(List.of(change), List.of(file), List.of(), Map.of()));
            }
            assertThatThrownBy(() -> back(lake, "c", ORDERS, first))
                    .isInstanceOfSatisfying(
                            FozException.class, e -> assertThat(e.code().id()).isEqualTo("files-still-live"))
                    .hasMessageContaining("b.csv");
            assertThat(rows(lake, ORDERS)).hasSize(2);
            try (Batch batch = lake.begin(new Intent("d", "test"))) {
                batch.commit(new Commit(
                        List.of(new TableChange.Rollback(ORDERS, first, Map.of())),
                        List.of(file.as(FileEntry.State.WITHDRAWN)),
                        List.of(),
                        Map.of()));
            }
            assertThat(rows(lake, ORDERS)).containsExactly(row(1L, "one"));
        }
    }

    @Test
    void filesAreToldWithTheirPartitionsAndBoundsAsText() {
        Schema dated = new Schema(
                List.of(Field.optional("on", Primitive.DATE), Field.optional("price", new Type.Decimal(6, 2))));
        try (Lake lake = openToWrite();
                Batch batch = lake.begin(new Intent("a", "test"))) {
            Target target = batch.target(ORDERS, dated, List.of(new PartitionField(Transform.MONTH, "on", 0)));
            WrittenFile file = files().write(
                            target,
                            List.of(Optional.of("591")),
                            List.of(row("2019-04-02", 1.5), row("2019-04-30", 12.25), row(null, null)));
            batch.commit(of(new TableChange.Append(ORDERS, List.of(file), Map.of())));
            FileInfo told = lake.history().files(ORDERS).getFirst();
            assertThat(told.path()).isEqualTo(file.path());
            assertThat(told.rows()).isEqualTo(3);
            assertThat(told.partition()).containsExactly(Optional.of("2019-04"));
            assertThat(told.lower()).containsExactlyInAnyOrderEntriesOf(Map.of("on", "2019-04-02", "price", "1.50"));
            assertThat(told.upper()).containsExactlyInAnyOrderEntriesOf(Map.of("on", "2019-04-30", "price", "12.25"));
        }
    }
}
