/** Runs that are killed, and what the next run makes of it. */
@NullMarked
package foz.app.crash;

import org.jspecify.annotations.NullMarked;
