/** Parquet files, whose values have types already: which of them fit the declared types exactly. */
@NullMarked
package foz.engines.parquet;

import org.jspecify.annotations.NullMarked;
