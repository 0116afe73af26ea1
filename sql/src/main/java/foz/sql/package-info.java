/** Portable SQL: parsed, resolved, typed, traced, compiled to an engine's dialect. */
@NullMarked
package foz.sql;

import org.jspecify.annotations.NullMarked;
