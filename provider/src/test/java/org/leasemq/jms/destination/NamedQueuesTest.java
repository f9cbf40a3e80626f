package org.leasemq.jms.destination;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import jakarta.jms.InvalidDestinationException;
import jakarta.jms.JMSException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import org.junit.jupiter.api.Test;
import org.leasemq.engine.LeaseEngine;
import org.leasemq.jms.JmsTest;
import org.leasemq.jms.LeaseMQQueue;
import org.leasemq.options.OptionValues;

class NamedQueuesTest extends JmsTest {
    private int asked;
    private final LeaseEngine counted = (LeaseEngine) Proxy.newProxyInstance(
            LeaseEngine.class.getClassLoader(), new Class<?>[] {LeaseEngine.class}, (proxy, method, arguments) -> {
                asked++;
                try {
                    return method.invoke(engine(), arguments);
                } catch (InvocationTargetException e) {
                    throw e.getCause();
                }
            });
    private final NamedQueues queues = new NamedQueues(counted, OptionValues.defaults());

    @Test
    void whoSendsToManyQueuesByTurnsAsksAboutEachOnce() throws JMSException {
        for (int i = 0; i < 10; i++) {
            queues.resolveToSend(new LeaseMQQueue("a"));
            queues.resolveToSend(new LeaseMQQueue("b"));
        }
        assertEquals(4, asked, "each is looked for, and made");
    }

    @Test
    void whatAnAddressSaysOfAQueueIsCompared() throws JMSException {
        queues.resolveToSend(new LeaseMQQueue("a"));
        assertThrows(InvalidDestinationException.class, () -> queues.resolveToSend(new LeaseMQQueue("a?delay=1m")));
    }

    @Test
    void whatIsRememberedIsBounded() throws JMSException {
        for (int i = 0; i <= 100; i++) {
            queues.resolveToSend(new LeaseMQQueue("q" + i));
        }
        asked = 0;
        queues.resolveToSend(new LeaseMQQueue("q100"));
        assertEquals(0, asked);
        queues.resolveToSend(new LeaseMQQueue("q0"));
        assertEquals(1, asked);
    }
}
