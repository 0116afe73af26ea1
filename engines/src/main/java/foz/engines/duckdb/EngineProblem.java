package foz.engines.duckdb;

import foz.api.failure.Code;

/** Mistakes in queries written in DuckDB's own SQL. */
public enum EngineProblem implements Code {
    /** DuckDB's parser or binder refuses it. */
    DUCKDB_SQL,
    /** Something other than one SELECT. */
    DUCKDB_NOT_A_SELECT,
    /** A function that reaches beyond the tables. */
    DUCKDB_FUNCTION,
    /** A table that the pipeline doesn't have. */
    DUCKDB_TABLE,
    /** A column's type that tables don't have. */
    DUCKDB_TYPE,
    /** Two columns of one name, or a name that is taken. */
    DUCKDB_COLUMN_NAME,
    /** A condition that is not true or false. */
    DUCKDB_CONDITION
}
