/** The accounting of rows: what came in equals what went where, on every edge. */
@NullMarked
package foz.api.balance;

import org.jspecify.annotations.NullMarked;
