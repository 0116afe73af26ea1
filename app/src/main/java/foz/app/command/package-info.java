/** The verbs of the command line, one class each, and what they share: options, exit codes, the telling of failures. */
@NullMarked
package foz.app.command;

import org.jspecify.annotations.NullMarked;
