package foz.lake;

import foz.api.engine.Delta;
import foz.api.engine.Scan;
import foz.api.lake.FileInfo;
import foz.api.lake.History;
import foz.api.lake.Snapshot;
import foz.api.type.TableName;
import java.util.List;
import java.util.Optional;

/** What the tables of a lake were before. */
final class LocalHistory implements History {

    private final LocalLake lake;

    LocalHistory(LocalLake lake) {
        this.lake = lake;
    }

    @Override
    public List<Snapshot> snapshots(TableName table) {
        throw new UnsupportedOperationException("not yet");
    }

    @Override
    public Scan at(TableName table, long snapshot) {
        throw new UnsupportedOperationException("not yet");
    }

    @Override
    public Optional<Delta> since(TableName table, long snapshot) {
        return lake.since(table, snapshot);
    }

    @Override
    public List<FileInfo> files(TableName table) {
        throw new UnsupportedOperationException("not yet");
    }
}
