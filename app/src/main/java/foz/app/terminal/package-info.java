/** How Foz looks to a person at a terminal: colour, tables that fit, progress, amounts in people's units. */
@NullMarked
package foz.app.terminal;

import org.jspecify.annotations.NullMarked;
