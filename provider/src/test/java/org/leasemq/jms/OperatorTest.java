package org.leasemq.jms;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.jms.JMSContext;
import jakarta.jms.Topic;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.leasemq.log.CapturedLog;
import org.leasemq.process.JavaProgram;

/** What operators are told of places and subscriptions. */
class OperatorTest {
    @TempDir
    Path directory;

    /** Opens what it is given. */
    static final class Opener {
        private Opener() {}

        public static void main(String[] args) {
            try (LeaseMQConnectionFactory factory = new LeaseMQConnectionFactory(args[0])) {
                factory.createContext().close();
            }
        }
    }

    private String url() {
        return "leasemq:derby:" + directory.resolve("queues");
    }

    @Test
    void theStartSaysWhatWasOpened() {
        try (CapturedLog log = new CapturedLog("org.leasemq.embedded.EmbeddedEngine")) {
            try (LeaseMQConnectionFactory factory = new LeaseMQConnectionFactory(url());
                    JMSContext context = factory.createContext()) {
                context.createProducer().send(context.createQueue("orders"), "one");
                context.createProducer().send(context.createQueue("orders"), "two");
            }
            try (LeaseMQConnectionFactory factory = new LeaseMQConnectionFactory(url())) {
                factory.createContext().close();
            }
            assertEquals(2, log.lines().size());
            String second = log.lines().get(1);
            assertTrue(second.startsWith("INFO LeaseMQ "), second);
            assertTrue(second.contains("has opened " + url() + ": 1 queues with 2 messages, in "), second);
            try (LeaseMQConnectionFactory factory = new LeaseMQConnectionFactory("leasemq:mem:operator")) {
                factory.createContext().close();
            }
            assertEquals(2, log.lines().size());
        }
    }

    @Test
    void aBacklogThatGoesWithAnotherSelectorIsTold() {
        try (CapturedLog log = new CapturedLog("org.leasemq.jms.destination.SubscriptionRegistry");
                LeaseMQConnectionFactory factory = new LeaseMQConnectionFactory("leasemq:mem:selectors");
                JMSContext context = factory.createContext()) {
            Topic topic = context.createTopic("prices");
            context.createSharedDurableConsumer(topic, "reader").close();
            context.createProducer().send(topic, "dropped");
            context.createSharedDurableConsumer(topic, "reader", "a = 1").close();
            context.createSharedDurableConsumer(topic, "reader", "a = 2").close();
            assertEquals(1, log.lines().size(), () -> log.lines().toString());
            String line = log.lines().get(0);
            assertTrue(line.startsWith("WARNING ") && line.contains("'reader'"), line);
            assertTrue(line.contains("another topic or selector: the 1 messages that waited in it are dropped"), line);
        }
    }

    @Test
    @Timeout(120)
    @EnabledOnOs(OS.LINUX)
    void aPathThatTheLocaleCannotNameIsExplained() throws IOException {
        ProcessBuilder builder = new ProcessBuilder(
                new JavaProgram(Opener.class, "leasemq:derby:" + directory + "/k\u00f6nig").command());
        builder.environment().put("LC_ALL", "C");
        Process process =
                builder.redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
        String said = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
        assertTrue(said.contains("start it with LC_ALL=C.UTF-8"), said);
    }
}
