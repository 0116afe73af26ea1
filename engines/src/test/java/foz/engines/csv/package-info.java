@NullMarked
package foz.engines.csv;

import org.jspecify.annotations.NullMarked;
