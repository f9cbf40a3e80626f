package org.leasemq.sqs.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.LocalConnector;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.util.Callback;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.leasemq.memory.MemoryAccount;
import org.leasemq.sqs.wire.ApiException;
import org.leasemq.sqs.wire.ErrorCode;

/** Memory is taken for the bytes of a body that have come, and who sends slowly leaves some to others. */
@Timeout(60)
class BodyReaderTest {
    private static final int MOST = 300_000;
    private static final int LARGEST = 1 << 20;

    private final RequestMemory memory = new RequestMemory(new MemoryAccount(3 * MOST).share());
    private final AtomicReference<ApiException> objection = new AtomicReference<>();
    private final Semaphore waits = new Semaphore(0);
    private final Server server = new Server();
    private final LocalConnector connector = new LocalConnector(server);

    private final class Reading extends Handler.Abstract.NonBlocking {
        @Override
        public boolean handle(Request request, Response response, Callback callback) {
            Request watched = new Request.Wrapper(request) {
                @Override
                public void demand(Runnable action) {
                    super.demand(action);
                    waits.release();
                }
            };
            RequestMemory.Share share = memory.share();
            Request.addCompletionListener(request, failure -> share.end());
            new BodyReader(watched, share, LARGEST, objection::get, (body, error) -> {
                        response.setStatus(
                                error == null
                                        ? 200
                                        : ((ApiException) error).code().status());
                        callback.succeeded();
                    })
                    .run();
            return true;
        }
    }

    @BeforeEach
    void start() throws Exception {
        connector.setIdleTimeout(0);
        server.addConnector(connector);
        server.setHandler(new Reading());
        server.start();
    }

    @AfterEach
    void stop() throws Exception {
        server.stop();
    }

    private static String post(int length, String some) {
        return "POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: " + length + "\r\n\r\n" + some;
    }

    private LocalConnector.LocalEndPoint begin(int length, int first) throws InterruptedException {
        LocalConnector.LocalEndPoint client = connector.executeRequest(post(length, "x".repeat(first)));
        waits.acquire();
        return client;
    }

    @Test
    void aBodyThatIsAnnouncedTakesNothingBeforeItComes() throws Exception {
        for (int i = 0; i < 100; i++) {
            begin(65_536, 1);
        }
        assertTrue(memory.taken() <= 100 * 1024, () -> memory.taken() + " bytes");
        assertEquals(200, status(connector.getResponse(post(4, "body"))));
    }

    @Test
    void aBodyTakesWhatHasComeAndMoreWhenItIsReadIntoValues() throws Exception {
        LocalConnector.LocalEndPoint client = begin(100_000, 5_000);
        assertTrue(memory.taken() >= 5_000 && memory.taken() <= 10_000, () -> memory.taken() + " bytes");
        client.addInput("x".repeat(95_000));
        assertEquals(200, status(client.getResponse()));
        while (memory.taken() > 0) {
            Thread.onSpinWait(); // the client has its answer a moment before the request is complete
        }
    }

    @Test
    void bodiesThatAreOnTheirWayLeaveMemoryToThoseThatComeAtOnce() throws Exception {
        LocalConnector.LocalEndPoint slow = begin(LARGEST, MOST / 2 - 5_000);
        LocalConnector.LocalEndPoint other = begin(LARGEST, 40_000);
        other.addInput("x".repeat(LARGEST - 40_000));
        assertEquals(503, status(other.getResponse()));
        assertEquals(200, status(connector.getResponse(post(40_000, "x".repeat(40_000)))));
        assertTrue(slow.isOpen());
    }

    @Test
    void aBodyIsNotKeptIfItsHeadIsRefused() throws Exception {
        objection.set(new ApiException(ErrorCode.ACCESS_DENIED, "You may not."));
        LocalConnector.LocalEndPoint client = begin(50_000, 1_000);
        assertEquals(0, memory.taken());
        client.addInput("x".repeat(49_000));
        assertEquals(403, status(client.getResponse()));
        assertEquals(200, status(connector.getResponse(post(4, "body"))), "nobody is asked if all comes at once");
    }

    private static int status(String answer) {
        return Integer.parseInt(answer.split(" ", 3)[1]);
    }
}
