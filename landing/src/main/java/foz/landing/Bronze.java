package foz.landing;

import foz.api.balance.Origin;
import foz.api.engine.Target;
import foz.api.lake.Batch;
import foz.api.lake.Digest;
import foz.api.lake.FileEntry;
import foz.api.lake.FileEntry.State;
import foz.api.lake.Intent;
import foz.api.lake.Lake;
import foz.api.plan.Column;
import foz.api.plan.FilePolicy.ChangedFile;
import foz.api.plan.SourcePlan;
import foz.api.type.Field;
import foz.api.type.Schema;
import foz.api.type.Type.Primitive;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** The bronze table of a source, as a batch sees it. */
final class Bronze {

    private final SourcePlan plan;
    private final Lake lake;

    Bronze(SourcePlan plan, Lake lake) {
        this.plan = plan;
        this.lake = lake;
    }

    /**
     * Begins a batch whose id is the same whenever the same work is tried again. Work can also come back after it was done, when a
     * file went and returned or was touched to and fro: it gets the first id of its row that no commit has taken yet.
     */
    Batch begin(String verb, Digest work) {
        String first = plan.name() + "-" + verb + "-" + work.text();
        String id = first;
        for (int time = 2; lake.ledger().isCommitted(id); time++) {
            id = first + "-" + time;
        }
        return lake.begin(new Intent(id, verb + " " + plan.name()));
    }

    /** Where its rows go. */
    Target target(Batch batch) {
        return target(batch, List.of());
    }

    /** Where its rows go when files bring columns that are not declared; these are kept as text. */
    Target target(Batch batch, Collection<String> undeclared) {
        renameAndDrop(batch);
        return batch.target(plan.table(), schema(undeclared), plan.partitionBy());
    }

    private void renameAndDrop(Batch batch) {
        for (Column column : plan.columns()) {
            column.formerly().ifPresent(before -> batch.rename(plan.table(), before, column.name()));
        }
        plan.dropped().forEach(column -> batch.drop(plan.table(), column));
    }

    /** The declared columns and those that tell a row's origin. */
    Schema schema() {
        return schema(List.of());
    }

    private Schema schema(Collection<String> undeclared) {
        List<Field> fields = new ArrayList<>();
        plan.columns().forEach(column -> fields.add(column.field()));
        undeclared.forEach(name -> fields.add(Field.optional(name, Primitive.STRING)));
        fields.addAll(Origin.COLUMNS);
        return new Schema(fields);
    }

    /** Of the entries that paths had before, those that give way to the new ones: where changes are added, rows stay. */
    List<FileEntry> givingWay(Collection<FileEntry> before) {
        return before.stream()
                .filter(entry -> plan.files().changedFile() == ChangedFile.REPLACE || entry.state() == State.COPY)
                .toList();
    }
}
