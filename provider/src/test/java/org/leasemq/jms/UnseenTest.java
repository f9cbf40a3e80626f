package org.leasemq.jms;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.Session;
import jakarta.jms.XAConnection;
import jakarta.jms.XASession;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.transaction.xa.XAException;
import javax.transaction.xa.XAResource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.leasemq.engine.ReceiveRequest;
import org.leasemq.engine.model.Body;
import org.leasemq.engine.model.QueueAttributes;
import org.leasemq.engine.model.RedrivePolicy;
import org.leasemq.engine.model.Subscription;
import org.leasemq.engine.model.Target;
import org.leasemq.jms.delivery.Fetcher;
import org.leasemq.jms.destination.Source;
import org.leasemq.jms.session.ConnectionCore;
import org.leasemq.jms.session.SessionCore;
import org.leasemq.jms.xa.BranchId;
import org.leasemq.options.OptionValues;

/**
 * A message that has left the engine and has not come to its listener when that ends: nobody has seen it, so that it does not
 * count, and is no dead letter. The moment between is made by a message to two queues of which the first one's receiver ends the
 * second one's.
 */
class UnseenTest extends JmsTest {
    private enum End {
        SESSION {
            @Override
            void end(ConnectionCore connection, SessionCore session, Fetcher fetcher) {
                session.close();
            }
        },
        CONSUMER_AND_SESSION {
            @Override
            void end(ConnectionCore connection, SessionCore session, Fetcher fetcher) {
                fetcher.close();
                session.close();
            }
        },
        LISTENER_AND_SESSION {
            @Override
            void end(ConnectionCore connection, SessionCore session, Fetcher fetcher) {
                fetcher.setListener(null);
                session.close();
            }
        },
        STOP_AND_CLOSE {
            @Override
            void end(ConnectionCore connection, SessionCore session, Fetcher fetcher) {
                session.delivery().stop();
                session.delivery().settle();
                session.close();
            }
        },
        CONNECTION {
            @Override
            void end(ConnectionCore connection, SessionCore session, Fetcher fetcher) throws JMSException {
                session.close(); // as the connection does with all that it has made
                connection.close();
            }
        };

        abstract void end(ConnectionCore connection, SessionCore session, Fetcher fetcher) throws JMSException;
    }

    private final OptionValues options = OptionValues.defaults();
    private final List<Message> given = new ArrayList<>();

    private static QueueAttributes subscribed() {
        return QueueAttributes.standardQueue().withSubscriptions(List.of(Subscription.to("both")));
    }

    /** Publishes to two queues; the action is called when the first one's receiver has its message, and the other not yet. */
    private void between(Runnable action) {
        assumeFalse(
                System.getProperty("leasemq.test.carried") != null,
                "nobody can wait there and then where calls are carried");
        AtomicBoolean done = new AtomicBoolean();
        engine().receive(ReceiveRequest.from("first").waiting(ReceiveRequest.FOREVER))
                .whenDone((deliveries, error) -> {
                    action.run();
                    done.set(true);
                });
        engine().send(
                        Target.topic("both"),
                        List.of(org.leasemq.engine.model.Message.of(Body.text("m"))
                                .persistent(false)))
                .await();
        assertTrue(done.get());
    }

    private void assertUnseen() throws JMSException {
        assertEquals(List.of(), given);
        assertEquals(0, engine().statistics("dead").await().available());
        try (Session session = auto()) {
            Message message = consumer(session, "second").receiveNoWait();
            assertEquals(1, message.getIntProperty("JMSXDeliveryCount"));
            assertFalse(message.getJMSRedelivered());
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatHasNotComeToAListenerThatEndsWasNeverDelivered(End end) throws JMSException {
        queues();
        ConnectionCore core = new ConnectionCore(ENGINES.open(PLACE, options), options, new OwnDestinations());
        SessionCore session = core.openSession(Session.AUTO_ACKNOWLEDGE);
        Fetcher fetcher = listening(session);
        between(() -> {
            try {
                end.end(core, session, fetcher);
            } catch (JMSException e) {
                throw new AssertionError(e);
            }
        });
        assertUnseen();
        core.close();
    }

    @Test
    void whatHasNotComeToAReceiveWhoseBranchIsRolledBackWasNeverDelivered() throws Exception {
        queues();
        BranchId branch = new BranchId(4711, "0e", "02");
        try (LeaseMQXAConnectionFactory own = new LeaseMQXAConnectionFactory(PLACE.toString(), ENGINES);
                XAConnection global = own.createXAConnection();
                XASession session = global.createXASession();
                XASession others = global.createXASession()) {
            global.start();
            session.getXAResource().start(branch, XAResource.TMNOFLAGS);
            FutureTask<Message> receive = blocked(consumer(session, "second")::receive);
            between(() -> {
                try {
                    others.getXAResource().rollback(branch);
                } catch (XAException e) {
                    throw new AssertionError(e);
                }
            });
            Throwable over = assertThrows(ExecutionException.class, () -> receive.get(30, TimeUnit.SECONDS))
                    .getCause();
            assertEquals("LEASEMQ-BRANCH-OVER", ((JMSException) over).getErrorCode());
        }
        assertUnseen();
    }

    private static void queues() {
        engine().createQueue("dead", QueueAttributes.standardQueue()).await();
        engine().createQueue("first", subscribed()).await();
        engine().createQueue("second", subscribed().withRedrive(new RedrivePolicy("dead", 1)))
                .await();
    }

    /** Its listener waits for a message. */
    private Fetcher listening(SessionCore session) throws JMSException {
        session.delivery().start();
        Fetcher fetcher = session.open(Source.queue(new LeaseMQQueue("second"), null, () -> {}));
        fetcher.setListener(given::add);
        fetcher.request();
        return fetcher;
    }
}
