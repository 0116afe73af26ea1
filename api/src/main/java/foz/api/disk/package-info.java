/** The door to the disk's promises: what has to be asked for before anything survives a power cut. */
@NullMarked
package foz.api.disk;

import org.jspecify.annotations.NullMarked;
