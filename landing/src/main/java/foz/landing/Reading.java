package foz.landing;

import foz.api.engine.LoadFile;
import foz.api.lake.FileEntry;
import foz.api.source.SourceObject;
import java.util.Optional;

/**
 * A file about to be read.
 *
 * @param object as it was listed, or as the ledger remembers it
 * @param before the entry whose place the new one takes
 * @param bytes opens it
 */
record Reading(SourceObject object, Optional<FileEntry> before, LoadFile.Opener bytes) {

    /** The file under an id of the ledger. */
    LoadFile.Whole as(long fileId) {
        return new LoadFile.Whole(fileId, object.name(), bytes);
    }
}
