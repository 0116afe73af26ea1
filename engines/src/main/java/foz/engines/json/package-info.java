/** JSON: one array, or values one after another; who counts them, and how their members become columns. */
@NullMarked
package foz.engines.json;

import org.jspecify.annotations.NullMarked;
