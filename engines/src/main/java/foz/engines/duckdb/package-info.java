/** DuckDB as an engine: refreshes tables, answers questions behind a gate, and checks queries written in DuckDB's own SQL. */
@NullMarked
package foz.engines.duckdb;

import org.jspecify.annotations.NullMarked;
