package org.leasemq.jms.jndi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Collections;
import java.util.Hashtable;
import javax.naming.Context;
import javax.naming.InitialContext;
import javax.naming.NamingException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is wrong in the properties of a naming context. */
@SuppressWarnings("BanJNDI") // names of this test only
class NamingTest {
    private final Hashtable<String, String> environment = new Hashtable<>();

    private Context context() throws NamingException {
        environment.put(Context.INITIAL_CONTEXT_FACTORY, LeaseMQInitialContextFactory.class.getName());
        return new InitialContext(environment);
    }

    @ParameterizedTest
    @CsvSource({
        "que.a, queue.a",
        "Queue.a, queue.a",
        "queu.a, queue.a",
        "queues.jms/a.b, queue.jms/a.b",
        "Topic.a, topic.a",
        "topics.a, topic.a",
        "ConnectionFactory.a, connectionFactory.a",
        "conectionFactory.a, connectionFactory.a",
        "connection-factory.a, connectionFactory.a",
        "XAConnectionFactory.a, xaConnectionFactory.a",
        "connectionFactoryName, connectionFactoryNames"
    })
    void aPropertyThatIsNearlyOneOfOursIsRefused(String property, String meant) {
        environment.put(property, "x");
        String refusal = assertThrows(NamingException.class, this::context).getMessage();
        assertEquals("Property " + property + " means nothing here. Did you mean " + meant + "?", refusal);
    }

    @Test
    void propertiesOfOthersArePassedOver() throws NamingException {
        for (String property : new String[] {
            "java.naming.security.principal",
            "java.naming.factory.url.pkgs",
            "com.acme.queue.a",
            "org.acme",
            "jboss.naming.client.ejb.context",
            "jnp.socket",
            "jms.queue",
            "brokerURL",
            "destination.a",
            "debug",
            ""
        }) {
            environment.put(property, "x");
        }
        assertEquals(0, Collections.list(context().list("")).size());
    }

    @ParameterizedTest
    @ValueSource(strings = {"queue.", "topic. ", "connectionFactory.", "connectionfactory.", "xaConnectionFactory."})
    void aPropertyWithoutANameIsRefused(String property) {
        environment.put(property, "leasemq:mem:x");
        String refusal = assertThrows(NamingException.class, this::context).getMessage();
        assertTrue(refusal.contains(property) && refusal.endsWith("<name>."), refusal);
    }

    @Test
    void namesOfFactoriesAreNotEmpty() throws NamingException {
        environment.put(Context.PROVIDER_URL, "leasemq:mem:x");
        environment.put("connectionFactoryNames", "one,,two");
        String refusal = assertThrows(NamingException.class, this::context).getMessage();
        assertTrue(refusal.contains("connectionFactoryNames"), refusal);
        environment.put("connectionFactoryNames", "one, two");
        assertEquals(3, Collections.list(context().list("")).size());
    }

    @Test
    void aNameThatIsGivenTwiceIsRefused() {
        environment.put("queue.a", "orders");
        environment.put("topic.a", "prices");
        String refusal = assertThrows(NamingException.class, this::context).getMessage();
        assertTrue(refusal.contains("queue.a") && refusal.contains("topic.a"), refusal);
    }

    @ParameterizedTest
    @ValueSource(strings = {"dynamicQueues/\uD800", "dynamicQueues/", "dynamicQueues/a\nb", "dynamicTopics/\uD800"})
    void whatCannotBeANameIsNotFound(String name) throws NamingException {
        Context context = context();
        assertThrows(NamingException.class, () -> context.lookup(name));
    }
}
