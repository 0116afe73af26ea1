/** Conformance suites, fakes, a clock and faults for tests. */
@NullMarked
package foz.testkit;

import org.jspecify.annotations.NullMarked;
