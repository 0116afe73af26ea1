@NullMarked
package foz.engines.value;

import org.jspecify.annotations.NullMarked;
