package org.leasemq.ra;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.resource.ResourceException;
import jakarta.resource.spi.ActivationSpec;
import jakarta.resource.spi.ConnectionManager;
import jakarta.resource.spi.ConnectionRequestInfo;
import jakarta.resource.spi.ManagedConnectionFactory;
import jakarta.resource.spi.endpoint.MessageEndpoint;
import jakarta.resource.spi.endpoint.MessageEndpointFactory;
import java.io.Serializable;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import javax.transaction.xa.XAException;
import javax.transaction.xa.XAResource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Where beans' transactions are, and what the transaction manager knows them by, in a server whose pools have names as those of
 * IronJacamar have.
 */
class BeanPlaceTest {
    @TempDir
    private Path directory;

    private final LeaseMQActivationSpec spec = new LeaseMQActivationSpec();
    private final BlockingQueue<XAResource> given = new LinkedBlockingQueue<>();
    private final BlockingQueue<String> seen = new LinkedBlockingQueue<>();
    private String here;
    private String elsewhere;
    private TestServer server;

    /** A connection manager with the methods of IronJacamar's. */
    public final class NamedPool implements ConnectionManager, Serializable {
        private static final long serialVersionUID = 1L;

        private final String name;

        NamedPool(String name) {
            this.name = name;
        }

        @Override
        public Object allocateConnection(ManagedConnectionFactory factory, ConnectionRequestInfo request)
                throws ResourceException {
            return server.pool.allocateConnection(factory, request);
        }

        public String getJndiName() {
            return name;
        }

        public Naming getTransactionIntegration() {
            return new Naming();
        }
    }

    /** As IronJacamar's integration of transactions. */
    public static final class Naming {
        /** Knows the same resource manager behind another name, unless it is told not to. */
        @SuppressWarnings("unused") // it has them
        public XAResource createXAResourceWrapper(
                XAResource resource,
                boolean pad,
                Boolean override,
                String product,
                String version,
                String name,
                boolean first,
                Object statistics) {
            return new Named(resource, override, name).wrapper();
        }
    }

    /** A resource with a name, and what it has been asked. */
    private record Named(XAResource resource, Boolean override, String name, List<String> calls) {
        Named(XAResource resource, Boolean override, String name) {
            this(resource, override, name, new CopyOnWriteArrayList<>());
        }

        XAResource wrapper() {
            return (XAResource) Proxy.newProxyInstance(
                    Named.class.getClassLoader(),
                    new Class<?>[] {XAResource.class, WithName.class},
                    (proxy, method, args) -> switch (method.getName()) {
                        case "named" -> this;
                        case "equals" -> proxy == args[0];
                        case "hashCode" -> System.identityHashCode(proxy);
                        case "toString" -> name;
                        case "isSameRM" -> override == null ? sameAs(args[0]) : override;
                        default -> called(method, args);
                    });
        }

        private boolean sameAs(Object other) throws XAException {
            return resource.isSameRM(other instanceof WithName wrapper ? wrapper.named().resource : (XAResource) other);
        }

        private Object called(Method method, Object... args) throws ReflectiveOperationException {
            calls.add(method.getName() + (args != null && args.length > 1 ? " " + args[1] : ""));
            return method.invoke(resource, args);
        }
    }

    private interface WithName {
        Named named();
    }

    /** Beans that show what they work for. */
    private record ShownBeans(MessageEndpointFactory usual, BlockingQueue<XAResource> given)
            implements TransactedBeans {
        @Override
        public MessageEndpoint createEndpoint(XAResource resource) throws jakarta.resource.spi.UnavailableException {
            given.add(resource);
            return usual.createEndpoint(resource);
        }
    }

    @BeforeEach
    void start() throws Exception {
        here = "leasemq:derby:" + directory.resolve("here");
        elsewhere = "leasemq:derby:" + directory.resolve("elsewhere");
        server = new TestServer(directory, here);
        spec.setDestination("orders");
        spec.setRedeliveryDelay("0");
        spec.setMaxSessions("1");
    }

    @AfterEach
    void stop() {
        TestNames.BOUND.clear();
        server.close();
    }

    private LeaseMQManagedConnectionFactory settings(String url) throws ResourceException {
        LeaseMQManagedConnectionFactory settings = new LeaseMQManagedConnectionFactory();
        settings.setUrl(url);
        settings.setResourceAdapter(server.adapter);
        return settings;
    }

    private LeaseMQPooledConnectionFactory pool(String name, String url) throws ResourceException {
        LeaseMQPooledConnectionFactory factory =
                (LeaseMQPooledConnectionFactory) settings(url).createConnectionFactory(new NamedPool(name));
        TestNames.BOUND.put(name, factory);
        return factory;
    }

    /** The resource of beans that have got a message by a factory, and the name that the server has for it; null for none. */
    private String nameFor(LeaseMQPooledConnectionFactory factory) throws Exception {
        ShownBeans beans = new ShownBeans(
                server
                .new Beans(
                        message -> {
                            try {
                                seen.add(message.getBody(String.class));
                            } catch (JMSException e) {
                                throw new IllegalStateException(e);
                            }
                        },
                        true),
                given);
        server.adapter.endpointActivation(beans, spec);
        try (JMSContext context = factory.createContext()) {
            context.createProducer().send(context.createQueue("orders"), "a");
        }
        assertEquals("a", seen.take());
        server.adapter.endpointDeactivation(beans, spec);
        return given.take() instanceof WithName wrapper ? wrapper.named().name : null;
    }

    @Test
    void beansHaveTheNameOfAPoolForTheirPlaceWhateverItsOptionsAre() throws Exception {
        pool("java:/jms/elsewhere", elsewhere);
        assertEquals("java:/jms/here", nameFor(pool("java:/jms/here", here + "?redelivery-delay=3s")));
    }

    @Test
    void beansHaveNoNameIfAllPoolsAreForOtherPlaces() throws Exception {
        pool("java:/jms/elsewhere", elsewhere);
        assertEquals(null, nameFor(server.factory()));
    }

    /** With the name of another place a transaction that a crash interrupts would be taken as done. */
    @Test
    void beansThatNameAFactoryHaveTheNameOfItsPlace() throws Exception {
        pool("java:/jms/here", null);
        LeaseMQPooledConnectionFactory other = pool("java:/jms/elsewhere", elsewhere);
        spec.setConnectionFactoryLookup("java:/jms/elsewhere");
        assertEquals("java:/jms/elsewhere", nameFor(other));
    }

    private XAResource[] recovered(ActivationSpec... specs) throws ResourceException {
        return server.adapter.getXAResources(specs);
    }

    @Test
    void beansThatNameAFactoryAreRecoveredAtItsPlace() throws Exception {
        LeaseMQPooledConnectionFactory other = pool("java:/jms/elsewhere", elsewhere);
        spec.setConnectionFactoryLookup("java:/jms/elsewhere");
        XAResource[] found = recovered(spec);
        assertEquals(1, found.length);
        var there = other.settings().createManagedConnection(null, null);
        assertTrue(found[0].isSameRM(there.getXAResource()));
        var local = settings(null).createManagedConnection(null, null);
        assertFalse(found[0].isSameRM(local.getXAResource()));
        there.destroy();
        local.destroy();
    }

    /** Recovery may run where JNDI has other names, or before the factory is there. */
    @Test
    void beansWhosePlaceIsNotKnownDoNotKeepOthersFromBeingRecovered() throws Exception {
        pool("java:/jms/elsewhere", elsewhere);
        LeaseMQActivationSpec early = new LeaseMQActivationSpec();
        early.setDestination("orders");
        early.setConnectionFactoryLookup("java:/jms/later");
        assertEquals(1, recovered(early, spec).length);
        spec.setConnectionFactoryLookup("java:/jms/elsewhere");
        spec.messages(server.adapter).factory().close();
        TestNames.BOUND.clear();
        assertEquals(1, recovered(early, spec).length);
    }

    @Test
    void whatABeanSendsBelongsToItsBranch() throws Exception {
        LeaseMQPooledConnectionFactory factory = pool("java:/jms/here", here);
        ShownBeans beans = new ShownBeans(
                server
                .new Beans(
                        message -> {
                            try (JMSContext context = factory.createContext()) {
                                context.createProducer()
                                        .send(context.createQueue("answers"), message.getBody(String.class));
                            } catch (JMSException e) {
                                throw new IllegalStateException(e);
                            }
                        },
                        true),
                given);
        server.adapter.endpointActivation(beans, spec);
        try (JMSContext context = factory.createContext();
                var answers = context.createConsumer(context.createQueue("answers"))) {
            context.createProducer().send(context.createQueue("orders"), "a");
            assertEquals("a", answers.receiveBody(String.class, 0));
        }
        server.adapter.endpointDeactivation(beans, spec);
        Named named = assertInstanceOf(WithName.class, given.take()).named();
        List<String> calls = named.calls.stream()
                .filter(call -> !call.contains("TransactionTimeout"))
                .toList();
        assertEquals(List.of("start " + XAResource.TMNOFLAGS, "end " + XAResource.TMSUCCESS, "commit true"), calls);
    }
}
