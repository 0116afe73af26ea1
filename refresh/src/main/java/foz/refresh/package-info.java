/** Decides what to compute next and from what; the balance; the quarantine. */
@NullMarked
package foz.refresh;

import org.jspecify.annotations.NullMarked;
