package foz.lake;

import foz.api.disk.Disk;
import foz.api.lake.Lake;
import foz.api.time.Steps;
import foz.testkit.lake.LakeSuite;
import foz.testkit.lake.RowFiles;
import java.time.InstantSource;

/** The lake on this machine does what every lake must. */
class LocalLakeTest extends LakeSuite {

    @Override
    protected Lake openToWrite() {
        return LocalLake.open(folder, Mode.WRITE, InstantSource.system(), Disk.REAL, Steps.UNWATCHED);
    }

    @Override
    protected Lake openToRead() {
        return LocalLake.open(folder, Mode.READ, InstantSource.system(), Disk.REAL, Steps.UNWATCHED);
    }

    @Override
    protected RowFiles files() {
        return new DuckFiles();
    }
}
