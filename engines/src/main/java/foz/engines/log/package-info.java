/** Access logs of web servers: one line, one record. */
@NullMarked
package foz.engines.log;

import org.jspecify.annotations.NullMarked;
