/** Pipeline SQL as its front hands it on: checked, typed, compiled for the engine. */
@NullMarked
package foz.api.sql;

import org.jspecify.annotations.NullMarked;
