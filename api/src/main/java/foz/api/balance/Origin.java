package foz.api.balance;

import foz.api.type.Field;
import foz.api.type.Type.Primitive;
import java.util.List;

/** The hidden columns that tell where a row came from. Tables derived row by row carry them along. */
public final class Origin {

    /** The id of the file in the ledger. */
    public static final String FILE = "_file";
    /** The record's ordinal in its file, from 1. */
    public static final String RECORD = "_record";
    /** When its batch began. */
    public static final String ARRIVED_AT = "_arrived_at";
    /** The id of its batch. */
    public static final String BATCH = "_batch";

    /** The columns in order, as every bronze table of files ends with them. */
    public static final List<Field> COLUMNS = List.of(
            Field.optional(FILE, Primitive.LONG),
            Field.optional(RECORD, Primitive.LONG),
            Field.optional(ARRIVED_AT, Primitive.TIMESTAMPTZ),
            Field.optional(BATCH, Primitive.STRING));

    private Origin() {}
}
