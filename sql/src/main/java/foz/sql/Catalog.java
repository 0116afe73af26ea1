package foz.sql;

import foz.api.type.Schema;
import foz.api.type.TableName;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.calcite.config.CalciteConnectionConfigImpl;
import org.apache.calcite.jdbc.CalciteSchema;
import org.apache.calcite.prepare.CalciteCatalogReader;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.schema.impl.AbstractSchema;
import org.apache.calcite.schema.impl.AbstractTable;

/** The tables a query may read, as the validator wants to see them: a schema per layer. */
final class Catalog {

    private Catalog() {}

    static CalciteCatalogReader reader(Map<TableName, Schema> tables) {
        CalciteSchema root = CalciteSchema.createRootSchema(false, false);
        tables.forEach((name, schema) -> layer(root, name.layer()).add(name.name(), new Rows(schema)));
        Properties properties = new Properties();
        properties.setProperty("caseSensitive", "false");
        return new CalciteCatalogReader(
                root, List.of(), CalciteTypes.FACTORY, new CalciteConnectionConfigImpl(properties));
    }

    private static CalciteSchema layer(CalciteSchema root, String name) {
        CalciteSchema layer = root.getSubSchema(name, true);
        return layer == null ? root.add(name, new AbstractSchema()) : layer;
    }

    private static final class Rows extends AbstractTable {
        private final Schema schema;

        Rows(Schema schema) {
            this.schema = schema;
        }

        @Override
        public RelDataType getRowType(RelDataTypeFactory factory) {
            return CalciteTypes.row(schema.fields());
        }
    }
}
