/** Makes pipeline folders: from a file, which it reads to its last byte, or from nothing. */
@NullMarked
package foz.app.init;

import org.jspecify.annotations.NullMarked;
