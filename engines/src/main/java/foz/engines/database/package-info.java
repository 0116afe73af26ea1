/** One private DuckDB in memory, and the Parquet files it reads and writes: what every part of this room stands on. */
@NullMarked
package foz.engines.database;

import org.jspecify.annotations.NullMarked;
