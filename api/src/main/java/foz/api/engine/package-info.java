/** The door to what computes: decoding files into data files, running SQL over tables, answering questions. */
@NullMarked
package foz.api.engine;

import org.jspecify.annotations.NullMarked;
