package org.leasemq.store.derby;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.leasemq.store.DurableStoreExercise;
import org.leasemq.store.Messages;
import org.leasemq.store.Store;

class DerbyStoreTest extends DurableStoreExercise {
    @TempDir
    static Path template;

    @TempDir
    Path directory;

    @BeforeAll
    static void createOnce() {
        Template.create(template);
    }

    @Override
    protected Store open() {
        Template.copyOnce(template, directory.resolve("store"));
        return DerbyStore.open(
                directory.resolve("store"), DerbySettings.defaults().withSegmentBytes(64 << 10), clock);
    }

    @Test
    void readingAndReclaimingGoOnWhileAnotherThreadWrites() throws Exception {
        Map<Long, Long> written = new ConcurrentHashMap<>(); // location -> content
        CompletableFuture<Void> writer = CompletableFuture.runAsync(() -> {
            for (long i = 1; i <= 300; i++) {
                written.put(
                        store.write(List.of(Messages.add(1, Messages.message(i, 2_000))))
                                .first(),
                        i);
            }
        });
        do {
            written.forEach((location, content) ->
                    assertEquals(content, store.read(location).get(0).content()));
            store.reclaim(clock.millis());
        } while (!writer.isDone());
        writer.get();
        assertEquals(300, written.size());
    }
}
