package foz.refresh;

import foz.api.balance.Quarantine;
import foz.api.engine.Computed;
import foz.api.engine.Scan;
import foz.api.engine.Target;
import foz.api.lake.FileInfo;
import foz.api.lake.Lake;
import foz.api.lake.TableChange;
import foz.api.plan.TablePlan;
import foz.api.type.TableName;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What a table put into the quarantine, and what becomes of it. */
final class Rejects {

    private final Lake lake;
    private final Accounts accounts;

    Rejects(Lake lake, Accounts accounts) {
        this.lake = lake;
        this.accounts = accounts;
    }

    /** The quarantine's files that hold rows of the table; none are looked for where no rule can put any there or ever did. */
    Scan of(TablePlan table, Target quarantine) {
        boolean rules = table.expectations().stream().anyMatch(e -> e.outcome() == TablePlan.Outcome.QUARANTINE);
        if (!rules && !hasAny(table) || lake.table(Quarantine.TABLE).isEmpty()) {
            return new Scan(Quarantine.TABLE, quarantine.layout(), 0, List.of());
        }
        Scan all = lake.scan(Quarantine.TABLE);
        Set<Path> own = filesOf(table.name());
        return new Scan(
                all.table(),
                all.layout(),
                all.snapshot(),
                all.files().stream().filter(f -> own.contains(f.path())).toList());
    }

    private Set<Path> filesOf(TableName table) {
        return lake.history().files(Quarantine.TABLE).stream()
                .filter(file -> file.partition().getFirst().equals(Optional.of(table.toString())))
                .map(FileInfo::path)
                .collect(Collectors.toSet());
    }

    /** A rebuild replaces what the table put there before; without any of either there is nothing to write. */
    List<TableChange> rebuilt(TablePlan table, Computed computed) {
        return hasAny(table) || !computed.quarantine().isEmpty()
                ? List.of(new TableChange.ReplacePartition(
                        Quarantine.TABLE, table.name().toString(), computed.quarantine(), Map.of()))
                : List.of();
    }

    private boolean hasAny(TablePlan table) {
        return accounts.everQuarantined(table.name());
    }

    /** What a change of some rows adds and takes away. */
    List<TableChange> changed(Computed computed) {
        if (!computed.withdrawn().isEmpty()) {
            return List.of(
                    new TableChange.Rewrite(Quarantine.TABLE, computed.withdrawn(), computed.quarantine(), Map.of()));
        }
        return computed.quarantine().isEmpty()
                ? List.of()
                : List.of(new TableChange.Append(Quarantine.TABLE, computed.quarantine(), Map.of()));
    }
}
