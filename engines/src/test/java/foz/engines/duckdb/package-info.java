/** Tests of the DuckDB engine. */
@org.jspecify.annotations.NullMarked
package foz.engines.duckdb;
