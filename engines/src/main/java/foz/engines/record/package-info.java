/** What all text formats share: blocks of whole records, who counts them, who decodes them, where rows and refusals go. */
@NullMarked
package foz.engines.record;

import org.jspecify.annotations.NullMarked;
