/** What can go wrong, said the same way everywhere: a code, a sentence, a place, whose fault it is. */
@NullMarked
package foz.api.failure;

import org.jspecify.annotations.NullMarked;
