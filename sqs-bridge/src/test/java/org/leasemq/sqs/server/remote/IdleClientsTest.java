package org.leasemq.sqs.server.remote;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.leasemq.engine.wire.FrameType;
import org.leasemq.memory.MemoryShare.Use;

/** Connections on which nothing happens cost little. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class IdleClientsTest extends RemoteFixture {

    @Test
    void idleConnectionsTakeNoThreadsAndLittleMemory() throws IOException {
        List<RawConnection> idle = new ArrayList<>();
        try {
            for (int i = 0; i < 1000; i++) {
                idle.add(raw().greeted(UUID.randomUUID()));
            }
            long threads = Thread.getAllStackTraces().keySet().stream()
                    .filter(thread -> thread.getName().startsWith("leasemq-http"))
                    .count();
            assertTrue(threads <= 64, threads + " threads");
            assertTrue(taken(Use.CONNECTIONS) < 1000 * 6000, taken(Use.CONNECTIONS) + " bytes");
            idle.get(500).write(FrameType.PING.frame());
            assertEquals(FrameType.PONG, idle.get(500).next().type());
        } finally {
            for (RawConnection connection : idle) {
                connection.close();
            }
        }
    }
}
