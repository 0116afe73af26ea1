/** The door to the outside: kinds of sources, and what they bring. */
@NullMarked
package foz.api.source;

import org.jspecify.annotations.NullMarked;
