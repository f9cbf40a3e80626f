package org.leasemq.crash;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

/** A process whose queues are in Derby. */
class CrashTest extends CrashExercise {
    @TempDir
    private Path directory;

    @Override
    protected String url() {
        return "leasemq:derby:" + directory.resolve("database");
    }
}
