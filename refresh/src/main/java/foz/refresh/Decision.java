package foz.refresh;

import foz.api.lake.Position;

/**
 * What to compute for one table: the way, and the position the table reaches by it.
 *
 * @param way what to compute, from what
 * @param reaches the position afterwards
 */
record Decision(Way way, Position reaches) {}
