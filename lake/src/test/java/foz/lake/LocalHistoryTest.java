package foz.lake;

import foz.api.disk.Disk;
import foz.api.lake.Lake;
import foz.api.time.Steps;
import foz.testkit.lake.LakeHistorySuite;
import foz.testkit.lake.RowFiles;
import java.time.InstantSource;

/** The lake on this machine tells what every history must. */
class LocalHistoryTest extends LakeHistorySuite {

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
