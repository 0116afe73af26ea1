package foz.engines.duckdb;

import foz.api.engine.Compute;
import foz.api.plan.TablePlan;
import foz.api.sql.Incremental;
import foz.engines.database.DuckDb;
import foz.engines.database.ParquetScan;
import foz.engines.database.SqlText;
import java.util.Optional;

/**
 * A table with a key whose rows come and go as the changes of its inputs say. Each key that rows come for is decided again between them
 * and the rows that the table holds for it, which won before and stand for all that lost to them. What a row that goes left behind can't be
 * told from the table: keys that rows go from are decided again between all rows that the query yields for them now.
 */
final class KeysChange {

    /** Keys that rows go from. */
    private static final String AGAIN = "_job.\"$keys_again\"";
    /** Other keys that rows come for. */
    private static final String KEYS = "_job.\"$keys\"";
    /** The rows that come for those. */
    private static final String CANDIDATES = "_job.\"$candidates\"";

    /** The rows that the table holds for those. */
    private static final String STANDING = "_job.\"$standing\"";
    /** Keys that several of all these rows have. */
    private static final String CONTESTED = "_job.\"$contested\"";

    /** A row that was there before stays before its equals: its file needn't be written again. */
    private static final String STANDING_FIRST = ", " + ParquetScan.FILE + " NULLS LAST";

    private static final String PLACE = ParquetScan.FILE + ", " + ParquetScan.ROW;
    private static final String NO_PLACE =
            "CAST(NULL AS BIGINT) AS " + ParquetScan.FILE + ", CAST(NULL AS BIGINT) AS " + ParquetScan.ROW;

    private final TablePlan table;
    private final Incremental.Rows incremental;
    private final Relations relations;
    private final DuckDb database;
    private final Rules rules;
    private final UniqueKey key;
    private final String names;

    KeysChange(Compute job, Incremental.Rows incremental, Relations relations, DuckDb database) {
        this.table = job.table();
        this.incremental = incremental;
        this.relations = relations;
        this.database = database;
        this.rules = new Rules(table.expectations());
        this.key = new UniqueKey(table);
        this.names = SqlText.names(table.query().columns().names());
    }

    /** Decides, and takes rows out of the table that lost or stand for others now. */
    Decided decide(Patch rows, Rejects rejects) {
        relations.run(incremental.steps());
        NetChange net =
                NetChange.of(relations.sql(incremental.change()), table.query().columns(), database);
        Verdicts verdicts = Verdicts.count(table, NetChange.COMING, database);
        long elsewhere = net.goes() == 0 ? 0 : takenUpAgain();
        candidates(elsewhere);
        SetAside again = elsewhere == 0 ? new SetAside("", 0) : yielded();
        String all = rivals(rows, again);
        boolean sortsAll = contested(all) > UniqueKey.mostKeys(database);
        UniqueKey.Ranked ranked =
                database.asWritten(() -> key.rank(sortsAll ? all : contested(all, "SEMI"), STANDING_FIRST, database));
        if (elsewhere > 0) {
            rows.take("SELECT s.* FROM " + rows.rows() + " s SEMI JOIN " + AGAIN + " t ON ("
                    + Match.on(table.key(), AGAIN, database) + ")");
        }
        String moves =
                UniqueKey.Ranked.WINS + " AND (" + ParquetScan.FILE + " IS NULL OR " + UniqueKey.Ranked.GREW + ")";
        long taken = rows.take("SELECT * FROM " + ranked.relation() + " WHERE " + ParquetScan.FILE
                + " IS NOT NULL AND (" + UniqueKey.Ranked.GREW + " OR NOT (" + UniqueKey.Ranked.WINS + "))");
        String winners = "SELECT * EXCLUDE (" + UniqueKey.Ranked.COLUMNS + ", " + PLACE + ") FROM " + ranked.relation()
                + " WHERE " + moves;
        String coming = sortsAll
                ? winners
                : winners + " UNION ALL BY NAME SELECT * EXCLUDE (" + PLACE + ") FROM (" + contested(all, "ANTI") + ")";
        long received = net.comes() - comingAgain(elsewhere) + again.rows() + taken;
        return new Decided(
                "keys",
                Optional.of(coming),
                rejects.follow(net),
                received,
                verdicts,
                ranked.duplicate(),
                ranked.conflicting());
    }

    /** Finds the keys that rows go from; returns how many they are. Rows that a rule kept away never had one. */
    private long takenUpAgain() {
        database.execute("CREATE TABLE " + AGAIN + " AS SELECT DISTINCT " + SqlText.names(table.key()) + " FROM "
                + NetChange.GOING + " WHERE " + rules.stays());
        return database.number("SELECT count(*) FROM " + AGAIN);
    }

    private void candidates(long elsewhere) {
        String good = "SELECT * FROM " + NetChange.COMING + " WHERE " + rules.stays();
        String others = elsewhere == 0
                ? good
                : "SELECT s.* FROM (" + good + ") s ANTI JOIN " + AGAIN + " t ON ("
                        + Match.on(table.key(), AGAIN, database) + ")";
        database.execute("CREATE VIEW " + CANDIDATES + " AS " + others);
        database.execute(
                "CREATE TABLE " + KEYS + " AS SELECT DISTINCT " + SqlText.names(table.key()) + " FROM " + CANDIDATES);
    }

    private SetAside yielded() {
        String yielded = "SELECT s.* FROM (" + relations.sql(table.query().executable()) + "\n) s SEMI JOIN " + AGAIN
                + " t ON (" + Match.on(table.key(), AGAIN, database) + ")";
        return SetAside.of("SELECT * FROM (" + yielded + ") WHERE " + rules.stays(), "again", database);
    }

    /** Good rows that come for keys that are decided from all their rows anyway. */
    private long comingAgain(long elsewhere) {
        return elsewhere == 0
                ? 0
                : database.number("SELECT count(*) FROM (SELECT * FROM " + NetChange.COMING + " WHERE " + rules.stays()
                        + ") s SEMI JOIN " + AGAIN + " t ON (" + Match.on(table.key(), AGAIN, database) + ")");
    }

    private String rivals(Patch rows, SetAside again) {
        String state = key.range().isPresent() ? ", " + TablePlan.KEY_FIRST + ", " + TablePlan.KEY_LAST : "";
        String standing = "SELECT " + names + state + ", " + PLACE + " FROM " + rows.rows() + " s SEMI JOIN " + KEYS
                + " t ON (" + Match.on(table.key(), KEYS, database) + ")" + near();
        database.asWritten(() -> database.execute("CREATE TABLE " + STANDING + " AS " + standing));
        String rivals = newcomers(CANDIDATES) + " UNION ALL SELECT * FROM " + STANDING;
        return again.rows() == 0 ? rivals : rivals + " UNION ALL " + newcomers(again.relation());
    }

    /** Finds the keys that several rows have: most newcomers are alone with theirs, and needn't be sorted. */
    private long contested(String rivals) {
        database.execute("CREATE TABLE " + CONTESTED + " AS SELECT " + SqlText.names(table.key()) + " FROM (" + rivals
                + ") GROUP BY ALL HAVING count(*) > 1");
        return database.number("SELECT count(*) FROM " + CONTESTED);
    }

    private String contested(String rivals, String kind) {
        return "SELECT s.* FROM (" + rivals + ") s " + kind + " JOIN " + CONTESTED + " t ON ("
                + Match.on(table.key(), CONTESTED, database) + ")";
    }

    private String newcomers(String relation) {
        return "SELECT *, " + NO_PLACE + " FROM (" + key.spans("SELECT " + names + " FROM " + relation) + ")";
    }

    /** Leaves out rows of the table that stand for none within reach of any newcomer, so that their files needn't be read. */
    private String near() {
        if (key.range().isEmpty()) {
            return "";
        }
        UniqueKey.Range range = key.range().get();
        database.execute("SET VARIABLE \"$key.from\" = (SELECT " + range.from() + " FROM " + CANDIDATES + ")");
        database.execute("SET VARIABLE \"$key.to\" = (SELECT " + range.to() + " FROM " + CANDIDATES + ")");
        boolean timeless = !database.rows(
                        "SELECT 1 FROM " + CANDIDATES + " WHERE " + range.isMissing() + " LIMIT 1",
                        row -> row.getInt(1))
                .isEmpty();
        return " WHERE (" + TablePlan.KEY_LAST + " >= getvariable('$key.from') AND " + TablePlan.KEY_FIRST
                + " <= getvariable('$key.to'))" + (timeless ? " OR " + TablePlan.KEY_FIRST + " IS NULL" : "");
    }
}
