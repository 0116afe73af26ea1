/** Runs the tests of a pipeline folder: rows given, files arriving, a run in a throw-away lake, what came out held against what was expected. */
@NullMarked
package foz.app.test;

import org.jspecify.annotations.NullMarked;
