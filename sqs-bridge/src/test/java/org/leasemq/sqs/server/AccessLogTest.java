package org.leasemq.sqs.server;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.eclipse.jetty.server.RequestLog;
import org.junit.jupiter.api.Test;

class AccessLogTest {
    private final List<String> file = new CopyOnWriteArrayList<>();

    @Test
    void whatWasLoggedBeforeTheEndIsThereInItsOrder() throws Exception {
        AccessLog log = new AccessLog(file::add, Thread::new);
        log.start();
        List<String> lines = IntStream.range(0, 100).mapToObj(Integer::toString).toList();
        lines.forEach(log::write);
        log.stop();
        assertEquals(lines, file);
    }

    @Test
    void nobodyWaitsForADiskThatTakesNothing() throws Exception {
        CountDownLatch waiting = new CountDownLatch(1);
        CountDownLatch free = new CountDownLatch(1);
        RequestLog.Writer stuck = line -> {
            waiting.countDown();
            await(free);
            file.add(line);
        };
        AccessLog log = new AccessLog(stuck, Thread::new);
        log.start();
        log.write("first");
        waiting.await();
        IntStream.rangeClosed(0, AccessLog.MOST_WAITING).forEach(i -> log.write("" + i));
        free.countDown();
        log.stop();
        assertEquals(1 + AccessLog.MOST_WAITING, file.size(), "all but the last");
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
