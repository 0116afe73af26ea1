/** What every lake must do, and a disk that remembers what it was asked to keep. */
@NullMarked
package foz.testkit.lake;

import org.jspecify.annotations.NullMarked;
