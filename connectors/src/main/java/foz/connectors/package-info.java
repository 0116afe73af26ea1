/** Everything outside that is not AWS, a folder per system. */
@NullMarked
package foz.connectors;

import org.jspecify.annotations.NullMarked;
