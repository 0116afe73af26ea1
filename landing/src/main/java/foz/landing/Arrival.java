package foz.landing;

import foz.api.lake.FileEntry;
import foz.api.source.SourceObject;
import java.util.Optional;

/** What has become of one file since the ledger was last written. Files that did not change are none. */
sealed interface Arrival {

    /** A file to read: a new path, or a known one with other bytes ({@code before} is what it was). */
    record Reading(SourceObject object, Optional<FileEntry> before) implements Arrival {}

    /** A path whose content is already there under another one; {@code before} is what the path was. */
    record Copy(SourceObject object, FileEntry original, Optional<FileEntry> before) implements Arrival {}

    /** A known path with the known content and another time or compression. */
    record Touched(SourceObject object, FileEntry entry) implements Arrival {}

    /** A known path that is not there any more. */
    record Gone(FileEntry entry) implements Arrival {}
}
