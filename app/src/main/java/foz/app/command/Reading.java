package foz.app.command;

import foz.api.failure.FozException;
import foz.app.platform.Platform;
import java.nio.file.Files;

/** Opens the lake of a pipeline for reading. */
final class Reading {

    private Reading() {}

    /** The lake, when something has been taken in already. The caller closes. */
    static Platform open(Foz foz) {
        if (!Files.isDirectory(foz.place().data())) {
            throw new FozException(AppFailure.NOTHING_RUN_YET);
        }
        return Platform.forReading(foz.site());
    }
}
