/** Exact casts: from the text of a field to the value of a column, or the reason why there is none. Knows no format and no file. */
@NullMarked
package foz.engines.value;

import org.jspecify.annotations.NullMarked;
