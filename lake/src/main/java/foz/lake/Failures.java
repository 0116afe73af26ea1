package foz.lake;

import foz.api.failure.FozException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.Optional;
import org.apache.iceberg.exceptions.NotFoundException;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** Tells from an exception of the JDK, SQLite or Iceberg what went wrong, in our words. */
final class Failures {

    private Failures() {}

    /** The failure behind an exception while {@code doing} something. */
    static FozException of(Throwable thrown, String doing) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            Optional<FozException> known = known(cause, thrown, doing);
            if (known.isPresent()) {
                return known.get();
            }
        }
        return new FozException(thrown, LakeFailure.LAKE_DEFECT, "doing", doing, "detail", detail(thrown));
    }

    private static Optional<FozException> known(Throwable cause, Throwable thrown, String doing) {
        return Optional.ofNullable(
                switch (cause) {
                    case FozException ours -> ours;
                    case SQLiteException sql -> ofCatalogue(sql, thrown, doing);
                    case NoSuchFileException missing -> missing(thrown, missing.getFile());
                    case FileNotFoundException missing -> missing(thrown, detail(missing));
                    case NotFoundException missing -> missing(thrown, detail(missing));
                    case IOException failed -> ofDisk(failed, thrown, doing);
                    default -> null;
                });
    }

    private static FozException ofDisk(IOException failed, Throwable thrown, String doing) {
        return isFull(failed)
                ? new FozException(thrown, LakeFailure.DISK_FULL, "detail", doing + ": " + detail(failed))
                : new FozException(thrown, LakeFailure.DISK_FAILED, "doing", doing, "detail", detail(failed));
    }

    private static FozException missing(Throwable thrown, String file) {
        return new FozException(thrown, LakeFailure.FILE_MISSING, "file", file);
    }

    private static FozException ofCatalogue(SQLiteException sql, Throwable thrown, String doing) {
        return new FozException(
                thrown, failure(sql.getResultCode()), "doing", doing, "detail", doing + ": " + detail(sql));
    }

    private static LakeFailure failure(SQLiteErrorCode code) {
        // A reader alone makes a small file for itself beside the database, and this is how a full disk shows there.
        if (code == SQLiteErrorCode.SQLITE_IOERR_SHMSIZE) {
            return LakeFailure.DISK_FULL;
        }
        // Extended codes carry the plain one in their low byte.
        int plain = code.code & 0xff;
        if (plain == SQLiteErrorCode.SQLITE_FULL.code) {
            return LakeFailure.DISK_FULL;
        }
        boolean busy = plain == SQLiteErrorCode.SQLITE_BUSY.code || plain == SQLiteErrorCode.SQLITE_LOCKED.code;
        return busy ? LakeFailure.CATALOGUE_BUSY : LakeFailure.CATALOGUE_UNREADABLE;
    }

    /** The JDK has no type for a full disk, only the system's words. */
    private static boolean isFull(Throwable cause) {
        String text = cause instanceof FileSystemException e && e.getReason() != null ? e.getReason() : detail(cause);
        return text.contains("No space left") || text.contains("quota exceeded") || text.contains("not enough space");
    }

    private static String detail(Throwable thrown) {
        return thrown.getMessage() == null ? thrown.getClass().getSimpleName() : thrown.getMessage();
    }
}
