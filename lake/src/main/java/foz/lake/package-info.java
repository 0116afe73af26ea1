/** Iceberg tables: atomic commits with positions, snapshots, evolution. */
@NullMarked
package foz.lake;

import org.jspecify.annotations.NullMarked;
