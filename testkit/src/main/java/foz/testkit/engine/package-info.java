/** The suite that every engine passes, and the small tables it is made of. */
@NullMarked
package foz.testkit.engine;

import org.jspecify.annotations.NullMarked;
