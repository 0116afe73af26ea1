/** The demonstration: what Foz does with messy files, measured before the reader's eyes. */
@NullMarked
package foz.app.demo;

import org.jspecify.annotations.NullMarked;
