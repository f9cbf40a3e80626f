package org.leasemq.embedded;

import static org.junit.jupiter.api.Assertions.assertEquals;

import jakarta.jms.JMSConsumer;
import jakarta.jms.JMSContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.leasemq.jms.LeaseMQConnectionFactory;
import org.leasemq.process.JavaProgram;

/** A process that ends while its engine is open. */
@Timeout(120)
class ExitTest {
    @TempDir
    Path directory;

    @Test
    void theEngineIsThereForTheShutdownHooksOfOthersAndClosedAfterThem() throws Exception {
        run("", 9, "exit");
        assertEquals(
                List.of(true, 10), List.of(isClosedInGoodOrder(), messages().size()));
    }

    @Test
    void theEngineIsThereForHooksWhenMainReturns() throws Exception {
        run("", 5, "return");
        assertEquals(List.of(true, 6), List.of(isClosedInGoodOrder(), messages().size()));
    }

    @Test
    void withoutHooksOfOthersItIsClosed() throws Exception {
        run("", 0, "exit");
        assertEquals(List.of(true, 1), List.of(isClosedInGoodOrder(), messages().size()));
    }

    @Test
    void nobodyClosesItIfItIsNotToBeClosed() throws Exception {
        run("?close-on-exit=false", 3, "exit");
        assertEquals(
                List.of(false, 4), List.of(isClosedInGoodOrder(), messages().size()));
    }

    private String url() {
        return "leasemq:derby:" + directory.resolve("queues");
    }

    private void run(String options, int hooks, String how) throws IOException, InterruptedException {
        new JavaProgram(EndingProgram.class, url() + options, Integer.toString(hooks), how).run();
    }

    /** Derby removes this file when it is shut down. */
    private boolean isClosedInGoodOrder() {
        return Files.notExists(directory.resolve("queues/database/db.lck"));
    }

    private List<String> messages() {
        List<String> messages = new ArrayList<>();
        try (LeaseMQConnectionFactory factory = new LeaseMQConnectionFactory(url());
                JMSContext context = factory.createContext();
                JMSConsumer consumer = context.createConsumer(context.createQueue("orders"))) {
            for (String text = consumer.receiveBodyNoWait(String.class);
                    text != null;
                    text = consumer.receiveBodyNoWait(String.class)) {
                messages.add(text);
            }
        }
        return messages;
    }
}
