/** Brings tables up to date: decides what to compute next and from what, holds the account of each refresh. */
@NullMarked
package foz.refresh;

import org.jspecify.annotations.NullMarked;
