/** Benchmarks, run by hand. What they print goes into {@code docs/benchmarks.md}. */
@NullMarked
package foz.bench;

import org.jspecify.annotations.NullMarked;
