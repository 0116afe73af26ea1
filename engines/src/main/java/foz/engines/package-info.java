/** Computes SQL and decodes formats, a folder per engine. */
@NullMarked
package foz.engines;

import org.jspecify.annotations.NullMarked;
