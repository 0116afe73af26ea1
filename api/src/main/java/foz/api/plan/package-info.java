/** The nouns of a checked pipeline: what a folder says, with every name resolved and every type known. */
@NullMarked
package foz.api.plan;

import org.jspecify.annotations.NullMarked;
