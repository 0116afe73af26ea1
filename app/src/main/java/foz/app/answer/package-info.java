/** Answers of SQL in the forms that people and programs read. */
@NullMarked
package foz.app.answer;

import org.jspecify.annotations.NullMarked;
