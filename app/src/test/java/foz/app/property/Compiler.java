package foz.app.property;

import foz.api.balance.Origin;
import foz.api.failure.Checked;
import foz.api.failure.Place;
import foz.api.sql.Query;
import foz.api.type.Field;
import foz.api.type.Schema;
import foz.api.type.TableName;
import foz.api.type.TypeText;
import foz.sql.PortableSql;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Says which texts are portable SQL, and what columns their tables have. */
final class Compiler {

    private final ZoneId zone;
    private final Map<TableName, Schema> schemas = new HashMap<>();

    Compiler(String zone, List<Feed> feeds) {
        this.zone = ZoneId.of(zone);
        for (Feed feed : feeds) {
            List<Field> fields = new ArrayList<>();
            feed.columns()
                    .forEach(c -> fields.add(
                            Field.optional(c.name(), TypeText.parse(c.type()).orElseThrow())));
            fields.addAll(Origin.COLUMNS);
            schemas.put(TableName.bronze(feed.name()), new Schema(fields));
        }
    }

    /** What comes of a table's query; from now on others may read it. Empty when it is refused. */
    Optional<Query> add(String table, String sql) {
        Optional<Query> query = compile(table, sql);
        query.ifPresent(q -> schemas.put(TableName.parse(table).orElseThrow(), q.columns()));
        return query;
    }

    Optional<Query> compile(String table, String sql) {
        TableName name = TableName.parse(table).orElseThrow();
        Place place = new Place(name.name() + ".sql", 1, 1);
        return switch (new PortableSql().query(name, sql, place, Map.copyOf(schemas), zone)) {
            case Checked.Good<Query> good -> Optional.of(good.value());
            case Checked.Refused<Query> refused -> Optional.empty();
        };
    }

    /** The visible columns of every table there is. */
    Map<TableName, Schema> visible() {
        Map<TableName, Schema> visible = new java.util.TreeMap<>();
        schemas.forEach((name, schema) -> visible.put(name, schema.visible()));
        return visible;
    }
}
