/** Whole pipelines, from files to gold, over the real rooms. */
@NullMarked
package foz.app.story;

import org.jspecify.annotations.NullMarked;
