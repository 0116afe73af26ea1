/** Results for programs. */
@NullMarked
package foz.app.json;

import org.jspecify.annotations.NullMarked;
