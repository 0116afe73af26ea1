/** The door to the lakehouse: tables, their snapshots, and the transactions that change them. */
@NullMarked
package foz.api.lake;

import org.jspecify.annotations.NullMarked;
