/** The quarantine as people see it: groups, and single records with their offending place marked. */
@NullMarked
package foz.app.quarantine;

import org.jspecify.annotations.NullMarked;
