package foz.engines.record;

/** Turns the records of one file into rows. One thread has one of its own. */
public interface RecordDecoder {

    /**
     * Decodes records from the block's position on, until the block is done or the rows are full. Each record becomes a row, is
     * refused or is ignored; nothing is left out.
     */
    void decode(Block block, Rows rows);
}
