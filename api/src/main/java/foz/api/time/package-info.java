/** Points between steps, where a test may stop the world. */
@NullMarked
package foz.api.time;

import org.jspecify.annotations.NullMarked;
