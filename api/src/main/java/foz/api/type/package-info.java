/** The types of columns, named as Iceberg names them, and the schemas made of them. */
@NullMarked
package foz.api.type;

import org.jspecify.annotations.NullMarked;
