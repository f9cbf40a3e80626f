package org.leasemq.store.derby.files;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import org.leasemq.engine.SettableClock;
import org.leasemq.process.JavaProgram;
import org.leasemq.store.StoreException;
import org.leasemq.store.derby.DerbySettings;
import org.leasemq.store.derby.DerbyStore;

/** A process that opens a store, and tells what comes of it. */
final class OpeningProcess {
    private OpeningProcess() {}

    /** @param args the directory */
    public static void main(String[] args) {
        try {
            DerbyStore.open(Path.of(args[0]), DerbySettings.defaults(), new SettableClock(Instant.EPOCH))
                    .close();
            System.out.println("opened");
        } catch (StoreException e) {
            System.out.println(e.getMessage());
        }
    }

    static String open(Path directory) throws IOException {
        Process process = new JavaProgram(OpeningProcess.class, directory.toString()).start();
        return new String(process.getInputStream().readAllBytes(), UTF_8);
    }
}
