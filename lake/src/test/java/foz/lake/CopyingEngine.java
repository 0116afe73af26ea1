package foz.lake;

import foz.api.engine.Compute;
import foz.api.engine.Computed;
import foz.api.engine.Copy;
import foz.api.engine.Engine;
import foz.api.engine.Limits;
import foz.api.engine.Load;
import foz.api.engine.LoadFile;
import foz.api.engine.Loaded;
import foz.api.engine.Past;
import foz.api.engine.Scan;
import foz.api.engine.Session;
import foz.api.engine.SystemRows;
import foz.api.engine.Target;
import foz.api.engine.WrittenFile;
import foz.api.plan.SourcePlan;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** An engine that can copy small files and nothing else: one file for each partition by the values of columns. */
class CopyingEngine implements Engine {

    @Override
    public List<WrittenFile> copy(Copy job) {
        Target target = job.target();
        List<String> names = job.scan().layout().schema().names();
        Map<String, List<List<@Nullable Object>>> parts = new TreeMap<>();
        for (List<@Nullable Object> row : Scenario.FILES.read(job.scan())) {
            List<String> key = target.partitionBy().stream()
                    .map(field -> String.valueOf(row.get(names.indexOf(field.column()))))
                    .toList();
            parts.computeIfAbsent(String.join("/", key), k -> new ArrayList<>()).add(row);
        }
        return parts.values().stream()
                .map(rows -> Scenario.FILES.write(target, partition(target, names, rows.getFirst()), rows))
                .toList();
    }

    private static List<Optional<String>> partition(Target target, List<String> names, List<@Nullable Object> row) {
        return target.partitionBy().stream()
                .map(field -> Optional.ofNullable(row.get(names.indexOf(field.column())))
                        .map(String::valueOf))
                .toList();
    }

    @Override
    public List<String> columnsOf(SourcePlan source, LoadFile file) {
        throw new UnsupportedOperationException();
    }

    @Override
    public String sha256(LoadFile.Whole file) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Loaded load(Load job) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Computed compute(Compute job) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Session open(List<Scan> tables, List<SystemRows> systemTables, Past past, Limits limits) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void close() {}
}
