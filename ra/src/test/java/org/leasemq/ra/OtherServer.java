package org.leasemq.ra;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.leasemq.process.JavaProgram;

/** Another application server, in a process of its own: its beans take one message each, and never return. */
final class OtherServer {
    private static final String STARTED = "started";

    private OtherServer() {}

    /** @param args directory, url, a queue; or a topic and the client identifier of its durable subscription */
    public static void main(String[] args) throws Exception {
        TestServer server = new TestServer(Path.of(args[0]), args[1]);
        LeaseMQActivationSpec spec = new LeaseMQActivationSpec();
        spec.setDestination(args[2]);
        spec.setMaxSessions("2");
        if (args.length > 3) {
            spec.setDestinationType("jakarta.jms.Topic");
            spec.setSubscriptionDurability("Durable");
            spec.setSubscriptionName("all");
            spec.setClientId(args[3]);
        }
        CountDownLatch never = new CountDownLatch(1);
        server.adapter.endpointActivation(
                server
                .new Beans(
                        message -> {
                            System.out.println("taken");
                            try {
                                never.await();
                            } catch (InterruptedException e) {
                                throw new IllegalStateException(e);
                            }
                        },
                        true),
                spec);
        System.out.println(STARTED);
        never.await();
    }

    /** Returns when its beans are active. */
    static Process start(Path directory, String url, String... beans) throws IOException {
        List<String> arguments = new ArrayList<>(List.of(directory.toString(), url));
        arguments.addAll(List.of(beans));
        Process process = new JavaProgram(OtherServer.class, arguments.toArray(String[]::new)).start();
        assertEquals(STARTED, says(process));
        return process;
    }

    /** The next line that it says. */
    static String says(Process process) throws IOException {
        return process.inputReader(StandardCharsets.UTF_8).readLine();
    }
}
