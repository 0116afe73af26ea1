/** Where tables and columns come from, in words. */
@NullMarked
package foz.app.lineage;

import org.jspecify.annotations.NullMarked;
