/** The prompt of {@code foz query}: line editing, history, completion. Loaded only when somebody sits at a terminal. */
@NullMarked
package foz.app.prompt;

import org.jspecify.annotations.NullMarked;
