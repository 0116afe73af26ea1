/**
 * The property that everything is measured by: after any history, each table equals a full computation from bronze by a plain DuckDB
 * that knows nothing of Foz.
 */
@NullMarked
package foz.app.property;

import org.jspecify.annotations.NullMarked;
