/** Decoding files into data files: reads bytes once, has their records counted and decoded, and lets DuckDB write them. */
@NullMarked
package foz.engines.load;

import org.jspecify.annotations.NullMarked;
