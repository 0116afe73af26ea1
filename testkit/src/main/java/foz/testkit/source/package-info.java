/** What every source must do, as tests that each implementation inherits. */
@NullMarked
package foz.testkit.source;

import org.jspecify.annotations.NullMarked;
