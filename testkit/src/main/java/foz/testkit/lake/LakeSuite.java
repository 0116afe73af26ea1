package foz.testkit.lake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import foz.api.balance.Balance;
import foz.api.balance.BatchRow;
import foz.api.balance.Effort;
import foz.api.balance.Quarantine;
import foz.api.engine.Target;
import foz.api.engine.WrittenFile;
import foz.api.failure.FozException;
import foz.api.lake.Batch;
import foz.api.lake.Commit;
import foz.api.lake.FileEntry;
import foz.api.lake.Intent;
import foz.api.lake.Lake;
import foz.api.lake.Ledger;
import foz.api.lake.Position;
import foz.api.lake.TableChange;
import foz.api.lake.TableState;
import foz.api.plan.PartitionField;
import foz.api.plan.PartitionField.Transform;
import foz.api.type.Field;
import foz.api.type.Schema;
import foz.api.type.Type;
import foz.api.type.Type.Primitive;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What every {@link Lake} must do. */
public abstract class LakeSuite extends LakeCase {

    private static final PartitionField BY_NAME = new PartitionField(Transform.IDENTITY, "name", 0);
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    @Test
    void aNewLakeHasNoTables() {
        try (Lake lake = openToWrite()) {
            assertThat(lake.tables()).isEmpty();
            assertThat(lake.table(ORDERS)).isEmpty();
            assertThat(lake.ledger().accounts()).isEmpty();
        }
    }

    @Test
    void aLakeThatWasNeverWrittenReadsAsEmpty() {
        try (Lake lake = openToRead()) {
            assertThat(lake.tables()).isEmpty();
            assertThat(lake.ledger().files("orders")).isEmpty();
        }
    }

    @Test
    void appendedRowsAreVisibleAfterTheCommitAndAfterReopening() {
        try (Lake lake = openToWrite()) {
            append(lake, "a", ORDERS, List.of(row(1, "one"), row(2, null)));
            assertThat(rows(lake, ORDERS)).containsExactly(row(1L, "one"), row(2L, null));
            append(lake, "b", ORDERS, List.of(row(3, "three")));
        }
        try (Lake lake = openToRead()) {
            assertThat(lake.tables()).containsExactly(ORDERS);
            assertThat(rows(lake, ORDERS)).containsExactly(row(1L, "one"), row(2L, null), row(3L, "three"));
            TableState state = lake.table(ORDERS).orElseThrow();
            assertThat(state.rows()).isEqualTo(3);
            assertThat(state.files()).isEqualTo(2);
            assertThat(state.snapshot()).isEqualTo(lake.scan(ORDERS).snapshot()).isNotZero();
            assertThat(state.layout().schema()).isEqualTo(SCHEMA);
        }
    }

    @Test
    void nothingIsVisibleBeforeTheCommit() {
        try (Lake lake = openToWrite();
                Batch batch = lake.begin(new Intent("a", "test"))) {
            write(batch.target(ORDERS, SCHEMA, List.of()), List.of(row(1, "one")));
            assertThat(lake.tables()).isEmpty();
            try (Lake reader = openToRead()) {
                assertThat(reader.tables()).isEmpty();
            }
        }
    }

    @Test
    void aBatchClosedWithoutACommitTakesBackItsFilesAndMayBeTriedAgain() {
        try (Lake lake = openToWrite()) {
            Path written;
            try (Batch batch = lake.begin(new Intent("a", "test"))) {
                written = write(batch.target(ORDERS, SCHEMA, List.of()), List.of(row(1, "one")))
                        .path();
            }
            assertThat(written).doesNotExist();
            assertThat(lake.ledger().isCommitted("a")).isFalse();
            append(lake, "a", ORDERS, List.of(row(2, "two")));
            assertThat(rows(lake, ORDERS)).containsExactly(row(2L, "two"));
            assertThat(lake.ledger().isCommitted("a")).isTrue();
        }
    }

    @Test
    void aCommittedBatchIsNotBegunAgain() {
        try (Lake lake = openToWrite()) {
            append(lake, "a", ORDERS, List.of(row(1, "one")));
            assertThatThrownBy(() -> lake.begin(new Intent("a", "test")))
                    .isInstanceOfSatisfying(
                            FozException.class, e -> assertThat(e.code().id()).isEqualTo("already-committed"));
        }
    }

    @Test
    void tablesLedgerAndAccountsBecomeVisibleTogether() {
        FileEntry entry = new FileEntry(
                1,
                "orders",
                "a.csv",
                10,
                NOON,
                "abc",
                20,
                2,
                FileEntry.State.LIVE,
                "a",
                NOON,
                Optional.of(new byte[] {1, 2}),
                Optional.empty());
        BatchRow account = new BatchRow(
                "a",
                "source",
                "orders",
                OptionalLong.of(1),
                "append",
                "it is new",
                NOON,
                Balance.ofFile(2, 1, 1, 0),
                0,
                new Effort(1, 2, 3, 4, 5, 6));
        try (Lake lake = openToWrite()) {
            try (Batch batch = lake.begin(new Intent("a", "test"))) {
                WrittenFile orders = write(batch.target(ORDERS, SCHEMA, List.of()), List.of(row(1, "one")));
                WrittenFile totals = write(batch.target(TOTALS, SCHEMA, List.of()), List.of(row(9, "nine")));
                batch.commit(new Commit(
                        List.of(
                                new TableChange.Append(ORDERS, List.of(orders), Map.of()),
                                new TableChange.ReplaceAll(TOTALS, List.of(totals), Map.of())),
                        List.of(entry),
                        List.of(account),
                        Map.of("row-1", Quarantine.Status.DISMISSED)));
            }
            assertThat(rows(lake, TOTALS)).containsExactly(row(9L, "nine"));
            assertThat(lake.ledger().files("orders"))
                    .singleElement()
                    .usingRecursiveComparison()
                    .isEqualTo(entry);
            assertThat(lake.ledger().content("orders", "abc")).isPresent();
            assertThat(lake.ledger().accounts()).containsExactly(account);
            assertThat(lake.ledger().statuses()).containsExactly(Map.entry("row-1", Quarantine.Status.DISMISSED));
        }
    }

    @Test
    void accountsAreToldByOriginByFileAndInSum() {
        try (Lake lake = openToWrite()) {
            accounted(lake, "a", "table", "gold.t", OptionalLong.empty(), "append", 1);
            accounted(lake, "b", "table", "gold.t", OptionalLong.empty(), "whole", 10);
            accounted(lake, "c", "table", "gold.t", OptionalLong.empty(), "append", 100);
            accounted(lake, "d", "source", "orders", OptionalLong.of(7), "append", 1000);
            assertThat(batches(lake.ledger().accounts(new Ledger.Choice.Newest("gold.t", 2))))
                    .containsExactly("b", "c");
            assertThat(batches(lake.ledger().accounts(new Ledger.Choice.OfFiles(Set.of(7L, 8L)))))
                    .containsExactly("d");
            assertThat(batches(lake.ledger().accounts())).containsExactly("a", "b", "c", "d");
            Ledger.Tally table = lake.ledger().tally("gold.t");
            assertThat(table.sinceWhole()).isEqualTo(110);
            assertThat(table.ways()).containsExactlyInAnyOrder("whole", "append");
            assertThat(table.quarantined()).isEqualTo(3);
            assertThat(table.live()).isZero();
            Ledger.Tally source = lake.ledger().tally("orders");
            assertThat(source.sinceWhole()).isZero();
            assertThat(source.live()).as("no entry is live").isZero();
            commit(lake, "e", entry(7, FileEntry.State.LIVE));
            assertThat(lake.ledger().tally("orders").live()).isEqualTo(1000);
            commit(lake, "f", entry(7, FileEntry.State.WITHDRAWN));
            assertThat(lake.ledger().tally("orders").live()).isZero();
            assertThat(lake.ledger().tally("nothing").sinceWhole()).isZero();
        }
    }

    private static void accounted(
            Lake lake, String id, String edge, String origin, OptionalLong file, String how, long written) {
        Balance balance = Balance.ofFile(written + 1, written, 1, 0);
        BatchRow row = new BatchRow(id, edge, origin, file, how, NOON, balance, 0);
        try (Batch batch = lake.begin(new Intent(id, "test"))) {
            batch.commit(new Commit(List.of(), List.of(), List.of(row), Map.of()));
        }
    }

    private static List<String> batches(List<BatchRow> rows) {
        return rows.stream().map(BatchRow::batch).toList();
    }

    private static FileEntry entry(long id, FileEntry.State state) {
        return new FileEntry(
                id, "orders", "a.csv", 10, NOON, "abc", 20, 2, state, "a", NOON, Optional.empty(), Optional.empty());
    }

    @Test
    void anEntryInANewStateTakesThePlaceOfTheOld() {
        FileEntry entry = new FileEntry(
                7,
                "orders",
                "a.csv",
                10,
                NOON,
                "abc",
                20,
                2,
                FileEntry.State.LIVE,
                "a",
                NOON,
                Optional.empty(),
                Optional.of(3L));
        try (Lake lake = openToWrite()) {
            commit(lake, "a", entry);
            commit(lake, "b", entry.as(FileEntry.State.WITHDRAWN));
            assertThat(lake.ledger().files("orders")).containsExactly(entry.as(FileEntry.State.WITHDRAWN));
            assertThat(lake.ledger().content("orders", "abc")).isEmpty();
        }
    }

    private static void commit(Lake lake, String id, FileEntry entry) {
        try (Batch batch = lake.begin(new Intent(id, "test"))) {
            batch.commit(new Commit(List.of(), List.of(entry), List.of(), Map.of()));
        }
    }

    @Test
    void fileIdsAreNeverHandedOutTwice() {
        long first;
        try (Lake lake = openToWrite()) {
            first = lake.ledger().reserveFileIds(3);
        }
        try (Lake lake = openToWrite()) {
            assertThat(first).isPositive();
            assertThat(lake.ledger().reserveFileIds(1)).isGreaterThanOrEqualTo(first + 3);
        }
    }

    @Test
    void replacingAllLeavesOnlyTheNewRows() {
        try (Lake lake = openToWrite()) {
            append(lake, "a", ORDERS, List.of(row(1, "one")));
            change(
                    lake,
                    "b",
                    ORDERS,
                    target -> new TableChange.ReplaceAll(
                            ORDERS, List.of(write(target, List.of(row(2, "two")))), Map.of()));
            assertThat(rows(lake, ORDERS)).containsExactly(row(2L, "two"));
            change(lake, "c", ORDERS, target -> new TableChange.ReplaceAll(ORDERS, List.of(), Map.of()));
            assertThat(rows(lake, ORDERS)).isEmpty();
            assertThat(lake.table(ORDERS).orElseThrow().rows()).isZero();
        }
    }

    @Test
    void aRewriteTakesOutTheNamedFilesOnly() {
        try (Lake lake = openToWrite()) {
            append(lake, "a", ORDERS, List.of(row(1, "one")));
            Path first = lake.scan(ORDERS).files().getFirst().path();
            append(lake, "b", ORDERS, List.of(row(2, "two")));
            change(
                    lake,
                    "c",
                    ORDERS,
                    target -> new TableChange.Rewrite(
                            ORDERS, List.of(first), List.of(write(target, List.of(row(3, "three")))), Map.of()));
            assertThat(rows(lake, ORDERS)).containsExactly(row(2L, "two"), row(3L, "three"));
            assertThatThrownBy(() -> change(
                            lake,
                            "d",
                            ORDERS,
                            target -> new TableChange.Rewrite(ORDERS, List.of(first), List.of(), Map.of())))
                    .isInstanceOf(FozException.class);
            assertThat(rows(lake, ORDERS)).hasSize(2);
        }
    }

    @Test
    void replacingAPartitionLeavesTheOthers() {
        try (Lake lake = openToWrite()) {
            partitioned(
                    lake,
                    "a",
                    target -> new TableChange.Append(
                            ORDERS, List.of(inPartition(target, 1, "x"), inPartition(target, 2, "y")), Map.of()));
            partitioned(
                    lake,
                    "b",
                    target -> new TableChange.ReplacePartition(
                            ORDERS, "x", List.of(inPartition(target, 3, "x")), Map.of()));
            assertThat(rows(lake, ORDERS)).containsExactly(row(2L, "y"), row(3L, "x"));
            partitioned(lake, "c", target -> new TableChange.ReplacePartition(ORDERS, "y", List.of(), Map.of()));
            assertThat(rows(lake, ORDERS)).containsExactly(row(3L, "x"));
            assertThat(lake.table(ORDERS).orElseThrow().partitionBy()).containsExactly(BY_NAME);
        }
    }

    private void partitioned(Lake lake, String id, java.util.function.Function<Target, TableChange> change) {
        try (Batch batch = lake.begin(new Intent(id, "test"))) {
            batch.commit(of(change.apply(batch.target(ORDERS, SCHEMA, List.of(BY_NAME)))));
        }
    }

    private WrittenFile inPartition(Target target, int id, String name) {
        return files().write(target, List.of(Optional.of(name)), List.of(row(id, name)));
    }

    @Test
    void aPositionIsFoundThroughLaterCommitsWithoutOne() {
        Position position = new Position("v1", Map.of(ORDERS, 42L));
        try (Lake lake = openToWrite()) {
            change(lake, "a", TOTALS, target -> new TableChange.Append(TOTALS, List.of(), position.summary()));
            append(lake, "b", TOTALS, List.of(row(1, "one")));
            Map<String, String> summary = lake.table(TOTALS).orElseThrow().summary();
            assertThat(Position.read(summary)).contains(position);
        }
    }

    @Test
    void missingColumnsAreAddedAndOldRowsHaveNoValueInThem() {
        Schema wider =
                new Schema(List.of(Field.optional("id", Primitive.LONG), Field.required("note", Primitive.STRING)));
        try (Lake lake = openToWrite()) {
            append(lake, "a", ORDERS, List.of(row(1, "one")));
            try (Batch batch = lake.begin(new Intent("b", "test"))) {
                Target target = batch.target(ORDERS, wider, List.of());
                assertThat(target.layout().schema().names()).containsExactly("id", "note", "name");
                batch.commit(of(new TableChange.Append(
                        ORDERS, List.of(write(target, List.of(row(2, "new", null)))), Map.of())));
            }
            assertThat(rows(lake, ORDERS)).containsExactly(row(1L, null, "one"), row(2L, "new", null));
        }
    }

    @Test
    void aColumnThatCannotBecomeTheWantedTypeIsRefused() {
        Schema other = new Schema(List.of(Field.optional("id", Primitive.STRING)));
        try (Lake lake = openToWrite()) {
            append(lake, "a", ORDERS, List.of(row(1, "one")));
            try (Batch batch = lake.begin(new Intent("b", "test"))) {
                assertThatThrownBy(() -> batch.target(ORDERS, other, List.of()))
                        .isInstanceOfSatisfying(
                                FozException.class,
                                e -> assertThat(e.code().id()).isEqualTo("incompatible-type"));
            }
        }
    }

    @Test
    void aRebuiltTableHasExactlyTheNewColumns() {
        Schema anew = new Schema(
                List.of(Field.optional("id", Primitive.STRING), Field.optional("extra", new Type.Decimal(10, 2))));
        try (Lake lake = openToWrite()) {
            append(lake, "a", ORDERS, List.of(row(1, "one")));
            long before = lake.table(ORDERS).orElseThrow().snapshot();
            try (Batch batch = lake.begin(new Intent("b", "test"))) {
                Target target = batch.rebuild(ORDERS, anew, List.of());
                batch.commit(of(new TableChange.ReplaceAll(
                        ORDERS, List.of(write(target, List.of(row("x", 1.5)))), Map.of())));
            }
            assertThat(lake.table(ORDERS).orElseThrow().layout().schema()).isEqualTo(anew);
            assertThat(rows(lake, ORDERS)).containsExactly(row("x", new java.math.BigDecimal("1.50")));
            assertThat(lake.history().since(ORDERS, before)).isEmpty();
        }
    }

    @Test
    void filesThatSurelyHoldNoRowsOfAFileAreLeftOut() {
        Schema withOrigin = new Schema(List.of(Field.optional("_file", Primitive.LONG)));
        try (Lake lake = openToWrite()) {
            for (int file = 1; file <= 3; file++) {
                try (Batch batch = lake.begin(new Intent("b" + file, "test"))) {
                    Target target = batch.target(ORDERS, withOrigin, List.of());
                    batch.commit(of(new TableChange.Append(
                            ORDERS, List.of(write(target, List.of(row(file * 10), row(file * 10 + 1)))), Map.of())));
                }
            }
            assertThat(lake.holding(ORDERS, Set.of(20L, 99L)).files()).hasSize(1);
            assertThat(lake.holding(ORDERS, Set.of(11L, 31L)).files()).hasSize(2);
            assertThat(lake.holding(ORDERS, Set.of(5L)).files()).isEmpty();
        }
    }

    @Test
    void aBatchThatBeganBeforeAnotherCommittedToItsTableIsStale() {
        try (Lake lake = openToWrite()) {
            append(lake, "a", ORDERS, List.of(row(1, "one")));
            Path written;
            try (Batch slow = lake.begin(new Intent("slow", "test"))) {
                append(lake, "quick", ORDERS, List.of(row(2, "two")));
                Target target = slow.target(ORDERS, SCHEMA, List.of());
                WrittenFile file = write(target, List.of(row(3, "three")));
                written = file.path();
                assertThatThrownBy(() -> slow.commit(of(new TableChange.Append(ORDERS, List.of(file), Map.of()))))
                        .isInstanceOfSatisfying(FozException.class, e -> {
                            assertThat(e.code().id()).isEqualTo("stale-batch");
                            assertThat(e.code().retryHelps()).isTrue();
                        });
            }
            assertThat(written).doesNotExist();
            assertThat(rows(lake, ORDERS)).containsExactly(row(1L, "one"), row(2L, "two"));
            assertThat(lake.ledger().isCommitted("slow")).isFalse();
        }
    }

    @Test
    void aFileThatIsNotWhatItsWriterSaidIsRefused() {
        try (Lake lake = openToWrite();
                Batch batch = lake.begin(new Intent("a", "test"))) {
            WrittenFile file = write(batch.target(ORDERS, SCHEMA, List.of()), List.of(row(1, "one")));
            WrittenFile lie = new WrittenFile(file.path(), 2, file.bytes(), List.of());
            assertThatThrownBy(() -> batch.commit(of(new TableChange.Append(ORDERS, List.of(lie), Map.of()))))
                    .isInstanceOf(FozException.class)
                    .hasMessageContaining("2 rows");
        }
    }

    @Test
    void aSecondWriterIsToldWhoWrites() {
        try (Lake lake = openToWrite()) {
            assertThat(lake.tables()).isEmpty();
            assertThatThrownBy(this::openToWrite)
                    .isInstanceOf(FozException.class)
                    .hasMessageContaining(Long.toString(ProcessHandle.current().pid()));
        }
        openToWrite().close();
    }

    @Test
    void aReaderKeepsTheStateItOpenedWhileTheWriterGoesOn() {
        try (Lake writer = openToWrite()) {
            append(writer, "a", ORDERS, List.of(row(1, "one")));
            try (Lake reader = openToRead()) {
                for (int i = 0; i < 30; i++) {
                    append(writer, "b" + i, ORDERS, List.of(row(2, "two")));
                }
                assertThat(rows(reader, ORDERS)).containsExactly(row(1L, "one"));
            }
            try (Lake reader = openToRead()) {
                assertThat(rows(reader, ORDERS)).hasSize(31);
            }
        }
    }

    @Test
    void aReaderCannotBeginABatch() {
        try (Lake lake = openToRead()) {
            assertThatThrownBy(() -> lake.begin(new Intent("a", "test"))).isInstanceOf(FozException.class);
            assertThatThrownBy(() -> lake.ledger().reserveFileIds(1)).isInstanceOf(FozException.class);
        }
        assertThat(Files.exists(folder.resolve("catalog.db"))).isFalse();
    }
}
