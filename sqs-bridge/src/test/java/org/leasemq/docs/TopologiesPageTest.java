package org.leasemq.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;

import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSContext;
import org.junit.jupiter.api.Test;
import org.leasemq.embedded.EmbeddedEngines;
import org.leasemq.jms.LeaseMQConnectionFactory;
import org.leasemq.sqs.server.ServerSettings;
import org.leasemq.sqs.server.SqsServer;

/** The Java of docs/topologies.md. */
class TopologiesPageTest {

    @Test
    void anApplicationServesItsQueuesToOthers() throws Exception {
        String url = "leasemq:derby:target/served";
        SqsServer server = SqsServer.start(
                ServerSettings.defaults().listeningOn("127.0.0.1", 0).storedAt(url), EmbeddedEngines.ofThisProcess());
        ConnectionFactory here = new LeaseMQConnectionFactory(url);
        ConnectionFactory elsewhere = new LeaseMQConnectionFactory(
                "leasemq:tcp://127.0.0.1:" + server.uri().getPort());
        try (JMSContext sender = elsewhere.createContext();
                JMSContext receiver = here.createContext()) {
            sender.createProducer().send(sender.createQueue("served"), "hello");
            assertEquals(
                    "hello",
                    receiver.createConsumer(receiver.createQueue("served")).receiveBody(String.class));
        }
        ((LeaseMQConnectionFactory) elsewhere).close();
        server.close();
        ((LeaseMQConnectionFactory) here).close();
    }
}
