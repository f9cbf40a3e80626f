package org.leasemq.tck.servers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.ejb.EJB;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSException;
import jakarta.jms.Queue;
import java.util.List;
import java.util.Map;
import javax.naming.InitialContext;
import javax.naming.NamingException;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What is asked of each server. Runs in the server. */
@ExtendWith(ArquillianExtension.class)
public abstract class ServerTests {
    @EJB
    private Client client;

    @EJB
    private Sender sender;

    @Test
    void whatIsSentInATransactionArrivesWhenItIsCommitted() {
        client.send("sent", "rolled back", true);
        client.send("sent", "committed", false);
        assertEquals("committed", client.receive("sent", false));
        assertTrue(client.isEmpty("sent"));
    }

    @Test
    void aReceivedMessageIsThereAgainWhenItsTransactionIsRolledBack() {
        client.send("received", "again", false);
        assertEquals("again", client.receive("received", true));
        assertEquals("again", client.receive("received", false));
        assertTrue(client.isEmpty("received"));
    }

    @Test
    void anInjectedContextTakesPartInTheTransaction() {
        sender.send("injected", "rolled back", true);
        sender.send("injected", "committed", false);
        assertEquals("committed", client.receive("injected", false));
        assertTrue(client.isEmpty("injected"));
    }

    @Test
    void aBeanAnswersToATemporaryQueue() {
        assertEquals(List.of("hello 1 false"), client.ask("echo", Request.of("hello")));
    }

    @Test
    void aBeanGetsAMessageAgainWhenItsTransactionIsRolledBack() {
        assertEquals(List.of("fail 2 true"), client.ask("echo", Request.of("fail")));
    }

    @Test
    void aBeanEndsTransactionsItself() {
        assertEquals(List.of("kept"), client.ask("own-transactions", Request.of("a request")));
    }

    @Test
    void aBeanReadsATopic() {
        assertEquals(List.of("read: good news"), client.askTopic("news", Request.of("good news")));
    }

    @Test
    void aGroupStaysInOrderWhileAnotherIsHandledAtTheSameTime() {
        List<String> replies = client.ask(
                "groups",
                Request.inGroup("a", "0"),
                Request.inGroup("a", "1"),
                Request.inGroup("a", "2"),
                Request.inGroup("b", "0"),
                Request.inGroup("b", "1"),
                Request.inGroup("b", "2"));
        assertEquals(List.of("a0", "a1", "a2"), ofGroup("a", replies));
        assertEquals(List.of("b0", "b1", "b2"), ofGroup("b", replies));
    }

    private static List<String> ofGroup(String group, List<String> replies) {
        return replies.stream()
                .filter(reply -> reply != null && reply.startsWith(group))
                .toList();
    }

    @Test
    void aMessageThatNoBeanCanHandleBecomesADeadLetter() {
        client.send("poison", "bad", false);
        assertEquals("bad", client.receive("poison-dead", false));
    }

    @Test
    void aBeanGetsWhatItsSelectorChooses() {
        client.send("choice", "of no colour", false);
        Request red = new Request("a rose", Map.of("colour", "red"));
        assertEquals(List.of("chosen: a rose"), client.ask("choice", red));
        assertEquals("of no colour", client.receive("choice", false));
    }

    @Test
    void aQueueIsSetUpInTheServer() throws JMSException {
        assertEquals("orders", client.orders().getQueueName());
    }

    @Test
    @SuppressWarnings("BanJNDI")
    protected void resourcesAreDefinedByAnnotations() throws NamingException, JMSException {
        ConnectionFactory factory = InitialContext.doLookup("java:app/jms/DefinedFactory");
        Queue queue = InitialContext.doLookup("java:app/jms/DefinedQueue");
        assertEquals("defined", queue.getQueueName());
        client.sendBy(factory, "defined", "rolled back", true);
        client.sendBy(factory, "defined", "committed", false);
        assertEquals("committed", client.receiveBy(factory, "defined"));
    }
}
