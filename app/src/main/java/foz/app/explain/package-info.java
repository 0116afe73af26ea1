/** Tells how tables are refreshed, and what a change of the folder would do. */
@NullMarked
package foz.app.explain;

import org.jspecify.annotations.NullMarked;
