/** Which files are new, changed, gone; what arrives is made durable once. */
@NullMarked
package foz.landing;

import org.jspecify.annotations.NullMarked;
