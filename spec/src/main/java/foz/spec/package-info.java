/** A pipeline folder becomes one checked plan, or all its problems. */
@NullMarked
package foz.spec;

import org.jspecify.annotations.NullMarked;
