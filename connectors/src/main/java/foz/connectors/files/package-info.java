/** Files on this machine's disks, found by a glob. */
@NullMarked
package foz.connectors.files;

import org.jspecify.annotations.NullMarked;
