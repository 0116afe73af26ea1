/** Delimiter-separated text: who counts its records, who takes them apart, and which of their fields become columns. */
@NullMarked
package foz.engines.csv;

import org.jspecify.annotations.NullMarked;
