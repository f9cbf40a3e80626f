package org.leasemq.tck.opentelemetry;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.UUID;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.leasemq.embedded.EmbeddedEngines;
import org.leasemq.process.JavaProgram;
import org.leasemq.sqs.server.ServerSettings;
import org.leasemq.sqs.server.SqsServer;

/** A program with OpenTelemetry's agent sends and receives: what is sent and what is received are of one trace. */
@Timeout(300)
class AgentTest {
    private static final String JMS = "jms-3.0";
    private static final String SDK = "aws-sdk-2.2";

    private static final Pattern SPAN = Pattern.compile("LoggingSpanExporter - '(\\S+) (\\S+)' : "
            + "([0-9a-f]{32}) [0-9a-f]{16} (PRODUCER|CONSUMER) \\[tracer: io\\.opentelemetry\\.([a-z0-9.-]+):");

    /** @param by which part of the agent has made it */
    private record Span(String queue, String operation, String trace, String kind, String by) {}

    private static List<Span> spans;

    @BeforeAll
    static void runTheProgram() throws Exception {
        EmbeddedEngines engines = EmbeddedEngines.ofServer("leasemq-traced");
        ServerSettings settings =
                ServerSettings.defaults().listeningOn("127.0.0.1", 0).storedAt("leasemq:mem:" + UUID.randomUUID());
        try (SqsServer server = SqsServer.start(settings, engines)) {
            String said = new JavaProgram(
                            TracedProgram.class,
                            "leasemq:tcp://127.0.0.1:" + server.uri().getPort(),
                            server.uri().toString())
                    .with("-javaagent:" + System.getProperty("agent"), "-Dotel.traces.exporter=logging")
                    .with("-Dotel.metrics.exporter=none", "-Dotel.logs.exporter=none")
                    .run();
            spans = SPAN.matcher(said).results().map(AgentTest::span).toList();
        } finally {
            engines.closeAll();
        }
    }

    private static Span span(MatchResult match) {
        return new Span(match.group(1), match.group(2), match.group(3), match.group(4), match.group(5));
    }

    @ParameterizedTest
    @CsvSource({
        "here-classic, receive",
        "here-listener, process",
        "here-simplified, receive",
        "elsewhere-classic, receive",
        "elsewhere-listener, process",
        "elsewhere-simplified, receive",
    })
    void withJakartaMessagingSendsAndReceivesAreOfOneTrace(String queue, String received) {
        assertOneTrace(queue, JMS, received, JMS);
    }

    @ParameterizedTest
    @CsvSource({
        "sqs-to-sqs, " + SDK + ", process, " + SDK,
        "jms-to-sqs, " + JMS + ", process, " + SDK,
        "sqs-to-jms, " + SDK + ", receive, " + JMS,
    })
    void soTheyAreWithTheSqsApiAndFromOneFaceToTheOther(String queue, String sender, String received, String receiver) {
        assertOneTrace(queue, sender, received, receiver);
    }

    private static void assertOneTrace(String queue, String sender, String received, String receiver) {
        List<Span> all = spans.stream().filter(span -> span.queue.equals(queue)).toList();
        String trace = all.isEmpty() ? "" : all.get(0).trace;
        Span sent = new Span(queue, "publish", trace, "PRODUCER", sender);
        Span got = new Span(queue, received, trace, "CONSUMER", receiver);
        assertEquals(
                List.of(sent, got),
                all.stream().sorted(AgentTest::producersFirst).toList());
    }

    /** A listener may be done before the send is. */
    private static int producersFirst(Span one, Span other) {
        return other.kind.compareTo(one.kind);
    }
}
