package org.leasemq.store.derby.files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.leasemq.store.Messages.add;
import static org.leasemq.store.Messages.message;

import java.io.File;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.leasemq.engine.SettableClock;
import org.leasemq.store.Messages.Recording;
import org.leasemq.store.StoreException;
import org.leasemq.store.derby.Copies;
import org.leasemq.store.derby.DerbySettings;
import org.leasemq.store.derby.DerbyStore;

/** A store is open once, also where the locks of a process end when it closes anything that it had open on the file. */
@Timeout(120)
class ClaimTest {
    private final SettableClock clock = new SettableClock(Instant.parse("2026-11-21T00:00:00Z"));

    @TempDir
    private Path temporary;

    private Path directory;
    private Path lock;
    private DerbyStore store;

    @BeforeEach
    void open() {
        directory = temporary.resolve("store");
        lock = directory.resolve("leasemq.lock");
        store = reopen();
        store.recover(new Recording());
    }

    @AfterEach
    void close() {
        store.close();
    }

    private DerbyStore reopen() {
        return DerbyStore.open(directory, DerbySettings.defaults(), clock);
    }

    @Test
    void aProcessThatReadsTheFilesOfItsStoreKeepsIt() throws IOException {
        for (Path file : Copies.all(directory)) {
            if (Files.isRegularFile(file)) {
                Files.readAllBytes(file);
            }
        }
        String said = OpeningProcess.open(directory);
        assertTrue(said.contains("is in use by "), said);
        store.write(List.of(add(1, message(1, 10))));
    }

    @Test
    void anotherClassLoaderOfTheProcessIsRefusedAndDropsNoLock() throws Exception {
        try (URLClassLoader other = new URLClassLoader(classPath(), ClassLoader.getPlatformClassLoader())) {
            Class<?> main = Class.forName(OpeningProcess.class.getName(), true, other);
            var run = main.getDeclaredMethod("main", String[].class);
            run.setAccessible(true);
            run.invoke(null, (Object) new String[] {directory.toString()});
        }
        String said = OpeningProcess.open(directory);
        assertTrue(said.contains("is in use by another process"), said);
    }

    private static URL[] classPath() throws MalformedURLException {
        List<URL> urls = new ArrayList<>();
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
            urls.add(Path.of(entry).toUri().toURL());
        }
        return urls.toArray(URL[]::new);
    }

    @Test
    void whoHasLostItsStoreToAnotherStoresNothingMore() throws IOException {
        store.write(List.of(add(1, message(1, 10))));
        String own = Files.readString(lock);
        Files.writeString(lock, own.replace("process", "procesS"));
        for (int i = 0; i < 2; i++) {
            StoreException e = assertThrows(StoreException.class, () -> store.write(List.of(add(1, message(2, 10)))));
            assertTrue(e.getMessage().contains("was opened by another process"), e::getMessage);
            assertThrows(StoreException.class, () -> store.checkRoom(0));
            Files.writeString(lock, own); // the other one has written all the same
        }
        store.close();
        assertEquals(own, Files.readString(lock));
        assertTrue(assertThrows(StoreException.class, this::reopen).getMessage().contains("in use by this process"));
    }

    @Test
    void whatIsClosedBelongsToNobody() throws IOException {
        store.close();
        assertEquals("", Files.readString(lock));
        assertEquals("opened", OpeningProcess.open(directory).strip());
    }

    @Test
    void aLineOfAProcessThatIsGoneShutsNobodyOut() throws IOException {
        String own = Files.readString(lock);
        store.close();
        for (String line : List.of(
                own,
                own.replaceFirst("started \\S+", "started 1"),
                own.replaceFirst(" on \\S+", " on another-boot"),
                own.replaceFirst("process \\d+", "process 999999999"),
                own.replaceFirst("file .*", "file (dev=1,inode=1)"),
                "nonsense",
                "x".repeat(2000))) {
            Files.writeString(lock, line);
            reopen().close();
        }
        Files.writeString(lock, own);
        String said = OpeningProcess.open(directory);
        assertTrue(
                said.contains("is in use by process " + ProcessHandle.current().pid()), said);
        Files.writeString(lock, own.replaceFirst("started \\S+", "started 1"));
        assertEquals("opened", OpeningProcess.open(directory).strip());
    }
}
