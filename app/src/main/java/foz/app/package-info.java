/** Composes, starts, stops; the command line. */
@NullMarked
package foz.app;

import org.jspecify.annotations.NullMarked;
