@NullMarked
package foz.engines.load;

import org.jspecify.annotations.NullMarked;
