package org.leasemq.ra;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.jms.JMSContext;
import jakarta.resource.ResourceException;
import java.io.BufferedReader;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.leasemq.process.JavaProgram;

/** Two servers on one directory. */
class SecondServerTest {
    private static final String STARTED = "started";

    @TempDir
    Path directory;

    /** The first server, until its standard input ends. */
    static final class First {
        private First() {}

        public static void main(String[] args) throws ResourceException, IOException {
            Path own = Path.of(args[0]);
            try (TestServer server = new TestServer(own.resolve("first"), url(own));
                    JMSContext context = server.factory().createContext()) {
                context.createProducer().send(context.createQueue("orders"), "from the first");
                System.out.println(STARTED);
                System.in.read();
            }
        }
    }

    private static String url(Path directory) {
        return "leasemq:derby:" + directory.resolve("queues");
    }

    @Test
    void theSecondIsRefusedAtItsDeploymentAndStartsWhenTheFirstIsGone() throws Exception {
        Process first = new JavaProgram(First.class, directory.toString()).start(Redirect.DISCARD);
        try (BufferedReader said = first.inputReader(StandardCharsets.UTF_8)) {
            assertEquals(STARTED, said.readLine());
            ResourceException refusal = assertThrows(ResourceException.class, this::start);
            String message = refusal.getMessage();
            assertTrue(message.contains("LeaseMQ cannot be opened at " + url(directory)), message);
            assertTrue(message.contains("in use by another process"), message);
            assertTrue(message.contains("over the SQS API"), message);
        } finally {
            first.destroyForcibly().waitFor();
        }
        try (TestServer second = start();
                JMSContext context = second.factory().createContext()) {
            assertEquals(
                    "from the first",
                    context.createConsumer(context.createQueue("orders")).receiveBodyNoWait(String.class));
        }
    }

    private TestServer start() throws ResourceException {
        return new TestServer(directory.resolve("second"), url(directory));
    }
}
