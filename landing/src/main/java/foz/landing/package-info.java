/** Makes what arrives durable, once: which files are new, changed, the same again or gone, and the batches that take them in. */
@NullMarked
package foz.landing;

import org.jspecify.annotations.NullMarked;
