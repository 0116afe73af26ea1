/** Puts the rooms together: a pipeline folder, its plan, its lake, its engine, and a run over them. */
@NullMarked
package foz.app.platform;

import org.jspecify.annotations.NullMarked;
