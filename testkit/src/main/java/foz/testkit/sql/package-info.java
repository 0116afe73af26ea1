/** What every SQL front must do, as tests that each implementation inherits. */
@NullMarked
package foz.testkit.sql;

import org.jspecify.annotations.NullMarked;
