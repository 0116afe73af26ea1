package foz.api.balance;

import foz.api.plan.PartitionField;
import foz.api.type.Field;
import foz.api.type.Schema;
import foz.api.type.TableName;
import foz.api.type.Type.Primitive;
import java.util.List;

/** The table of rows that could not be used. Rows are only ever added; what became of one is kept apart, in the ledger. */
public final class Quarantine {

    /** Its name. */
    public static final TableName TABLE = new TableName("system", "quarantine");

    /** Its columns. {@code id} is the same whenever the same record is read again by the same batch. */
    public static final Schema SCHEMA = new Schema(List.of(
            Field.required("id", Primitive.STRING),
            Field.required("origin", Primitive.STRING),
            Field.required("batch", Primitive.STRING),
            Field.required("noticed_at", Primitive.TIMESTAMPTZ),
            Field.optional("file_id", Primitive.LONG),
            Field.optional("file", Primitive.STRING),
            Field.optional("record", Primitive.LONG),
            Field.optional("line", Primitive.LONG),
            Field.optional("byte_offset", Primitive.LONG),
            Field.optional("column_name", Primitive.STRING),
            Field.required("code", Primitive.STRING),
            Field.optional("rule", Primitive.STRING),
            Field.required("sentence", Primitive.STRING),
            Field.required("raw", Primitive.BINARY),
            Field.required("personal", Primitive.BOOLEAN)));

    /** One partition per source or table, so that a rebuild replaces what the table put there without touching the rest. */
    public static final List<PartitionField> PARTITION_BY =
            List.of(new PartitionField(PartitionField.Transform.IDENTITY, "origin", 0));

    private Quarantine() {}

    /** What became of a quarantined row. */
    public enum Status {
        OPEN,
        REPLAYED,
        DISMISSED,
        /** Its file was replaced or withdrawn since. Never written: the ledger of files tells. */
        OUTDATED
    }
}
