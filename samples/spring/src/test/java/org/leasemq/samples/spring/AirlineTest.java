package org.leasemq.samples.spring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.jms.JMSContext;
import jakarta.jms.Message;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.leasemq.jms.LeaseMQConnectionFactory;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.core.env.MapPropertySource;
import org.springframework.jms.core.JmsTemplate;

class AirlineTest {
    @TempDir
    private Path directory;

    private AnnotationConfigApplicationContext spring;
    private JmsTemplate queues;

    /** Spring subscribes some time after it has started, which may be too late for what a test publishes first. */
    @BeforeEach
    void subscribeAndStart() {
        try (LeaseMQConnectionFactory factory = new LeaseMQConnectionFactory(url());
                JMSContext context = factory.createContext()) {
            context.createSharedDurableConsumer(context.createTopic(Gates.BOARD), "board")
                    .close();
        }
        start();
    }

    private String url() {
        return "leasemq:derby:" + directory.resolve("queues") + "?max-receive-count=3";
    }

    private void start() {
        spring = new AnnotationConfigApplicationContext();
        spring.getEnvironment().getPropertySources().addFirst(new MapPropertySource("test", Map.of("queues", url())));
        spring.register(Airline.class);
        spring.refresh();
        queues = spring.getBean("jmsTemplate", JmsTemplate.class);
    }

    @AfterEach
    void stop() {
        spring.close();
    }

    private String line() throws InterruptedException {
        String line = spring.getBean(Board.class).lines().poll(20, TimeUnit.SECONDS);
        assertNotNull(line, "nothing was shown");
        return line;
    }

    @Test
    void whatIsAnnouncedIsShown() throws InterruptedException {
        spring.getBean(Schedule.class).announce(List.of("DL 1", "DL 2"));
        assertTrue(line().startsWith("DL 1 at gate "));
        assertTrue(line().startsWith("DL 2 at gate "));
    }

    @Test
    void aListThatFailsAnnouncesNothing() throws InterruptedException {
        Schedule schedule = spring.getBean(Schedule.class);
        assertThrows(IllegalStateException.class, () -> schedule.announce(List.of("DL 1", "cancelled DL 2")));
        schedule.announce(List.of("DL 3"));
        assertTrue(line().startsWith("DL 3 at gate "));
    }

    @Test
    void whatCannotBeProcessedIsTriedThreeTimesAndKeptAside() throws Exception {
        spring.getBean(Schedule.class).announce(List.of(" "));
        Message dead = queues.receive(Gates.DEPARTURES + "-dlq");
        assertNotNull(dead, "nothing became a dead letter");
        assertEquals(" ", dead.getBody(String.class));
        assertNull(spring.getBean(Board.class).lines().poll(), "what was rolled back was published");
    }

    @Test
    void whoAsksGetsAnAnswer() throws Exception {
        Message answer = queues.sendAndReceive(Gates.QUESTIONS, session -> session.createTextMessage("DL 1"));
        assertNotNull(answer, "no answer came");
        assertTrue(answer.getBody(String.class).startsWith("gate "));
    }

    @Test
    void whatIsPublishedWhileTheApplicationIsDownIsShownLater() throws InterruptedException {
        stop();
        try (var factory =
                new org.leasemq.jms.LeaseMQConnectionFactory("leasemq:derby:" + directory.resolve("queues"))) {
            JmsTemplate elsewhere = new JmsTemplate(factory);
            elsewhere.setPubSubDomain(true);
            elsewhere.convertAndSend(Gates.BOARD, "DL 9 at gate 9");
        }
        start();
        assertEquals("DL 9 at gate 9", line());
    }
}
