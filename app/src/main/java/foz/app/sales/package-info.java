/**
 * An electronics shop that never was: sales files as messy as real ones, the same for the same seed, and the truth about what was put
 * into them, so that any answer computed from the files can be held against it.
 */
@NullMarked
package foz.app.sales;

import org.jspecify.annotations.NullMarked;
