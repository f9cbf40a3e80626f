package org.leasemq.sqs.server.remote;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.Writer;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.leasemq.embedded.EmbeddedEngines;
import org.leasemq.embedded.EngineHandle;
import org.leasemq.engine.Delivery;
import org.leasemq.engine.LeaseEngine;
import org.leasemq.engine.ReceiveRequest;
import org.leasemq.engine.model.Body;
import org.leasemq.engine.model.Message;
import org.leasemq.engine.model.QueueAttributes;
import org.leasemq.engine.model.Target;
import org.leasemq.options.ConnectionUrl;
import org.leasemq.process.JavaProgram;
import org.leasemq.sqs.server.ServerSettings;
import org.leasemq.sqs.server.SqsServer;

/** A process that stands still, as a debugger or a paused machine has it: whether it is missed is a matter of time. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
@DisabledOnOs(OS.WINDOWS)
class StoppedClientTest {
    private static final String QUEUE = "q";
    private static final ConnectionUrl PLACE = ConnectionUrl.parse("leasemq:mem:stopped-client");

    @TempDir
    private Path directory;

    private final EmbeddedEngines engines = EmbeddedEngines.ofServer("leasemq-test");
    private SqsServer server;
    private EngineHandle here;
    private Process client;

    @BeforeEach
    void start() {
        server = SqsServer.start(
                ServerSettings.defaults().listeningOn("127.0.0.1", 0).storedAt("leasemq:mem:stopped-client"), engines);
        here = engines.open(PLACE.place(), PLACE.options());
        here.engine().createQueue(QUEUE, QueueAttributes.standardQueue()).await();
        here.engine()
                .send(Target.queue(QUEUE), List.of(Message.of(Body.text("m"))))
                .await();
    }

    @AfterEach
    void stop() {
        client.destroyForcibly();
        here.close();
        server.close();
        engines.closeAll();
    }

    private void startClient(String sessionTimeout) throws IOException {
        String url = "leasemq:tcp://127.0.0.1:" + server.uri().getPort() + "?session-timeout=" + sessionTimeout;
        client = new JavaProgram(StoppedClient.class, url, QUEUE)
                .with("-Xmx64m")
                .start(Redirect.to(directory.resolve("client.log").toFile()));
        assertEquals("has m", client.inputReader().readLine());
    }

    private void signal(String name) throws Exception {
        assertEquals(
                0,
                new ProcessBuilder("kill", "-" + name, String.valueOf(client.pid()))
                        .start()
                        .waitFor());
    }

    private String goesOn() throws Exception {
        signal("CONT");
        Writer out = client.outputWriter();
        out.write("go on\n");
        out.flush();
        return client.inputReader().readLine();
    }

    private static List<Delivery> receive(LeaseEngine engine, Duration wait) {
        return engine.receive(ReceiveRequest.from(QUEUE).waiting(wait)).await();
    }

    @Test
    void whoStandsStillForLessThanItsSessionsTimeGoesOnWithWhatItHas() throws Exception {
        startClient("30s");
        signal("STOP");
        assertEquals(List.of(), receive(here.engine(), Duration.ofSeconds(2)));
        assertEquals("deleted", goesOn());
        assertEquals(List.of(), receive(here.engine(), Duration.ZERO));
    }

    @Test
    void whoStandsStillForLongerHasLostItAndIsTold() throws Exception {
        startClient("2s");
        signal("STOP");
        Delivery again = receive(here.engine(), Duration.ofSeconds(60)).get(0);
        assertEquals(2, again.receiveCount());
        assertEquals("LEASE_ENDED", goesOn());
    }
}
