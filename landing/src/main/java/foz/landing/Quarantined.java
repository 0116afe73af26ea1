package foz.landing;

import foz.api.engine.LoadFile.RawRecord;

/**
 * A record of a source that is in the quarantine.
 *
 * @param id its id there
 * @param fileId the file it came from
 * @param record its place and its bytes, possibly edited
 */
public record Quarantined(String id, long fileId, RawRecord record) {}
