package org.leasemq.javax;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Hashtable;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import javax.jms.Connection;
import javax.jms.ConnectionFactory;
import javax.jms.ConnectionMetaData;
import javax.jms.Queue;
import javax.jms.Session;
import javax.jms.TextMessage;
import javax.naming.Context;
import javax.naming.InitialContext;
import javax.naming.NamingException;
import org.junit.jupiter.api.Test;

/** What the relocated jar has to be. By JNDI, because its classes are not yet there when this one is compiled. */
class JavaxJarTest {

    @Test
    void noClassOfTheJarRefersToJakartaJms() throws IOException {
        List<String> classes = new ArrayList<>();
        List<String> wrong = new ArrayList<>();
        try (JarFile jar = new JarFile(System.getProperty("leasemq.jar"))) {
            for (JarEntry entry : jar.stream().toList()) {
                if (entry.getName().endsWith(".class")) {
                    classes.add(entry.getName());
                    if (refersToJakarta(jar, entry)) {
                        wrong.add(entry.getName());
                    }
                }
            }
        }
        assertTrue(classes.contains("org/leasemq/jms/LeaseMQConnectionFactory.class"), classes.toString());
        assertEquals(List.of(), wrong);
    }

    private static boolean refersToJakarta(JarFile jar, JarEntry entry) throws IOException {
        try (InputStream in = jar.getInputStream(entry)) {
            String constants = new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
            return constants.contains("jakarta/jms") || constants.contains("jakarta.jms");
        }
    }

    @Test
    void theMetaDataSayJms20() throws Exception {
        try (Connection connection = connect()) {
            ConnectionMetaData data = connection.getMetaData();
            assertEquals("2.0", data.getJMSVersion());
            assertEquals(2, data.getJMSMajorVersion());
            assertEquals(0, data.getJMSMinorVersion());
        }
    }

    @Test
    void aMessageGoesThroughAQueue() throws Exception {
        try (Connection connection = connect();
                Session session = connection.createSession()) {
            connection.start();
            Queue queue = session.createQueue("orders");
            session.createProducer(queue).send(session.createTextMessage("one"));
            TextMessage received = (TextMessage) session.createConsumer(queue).receive(20_000);
            assertEquals("one", received.getText());
            assertFalse(received.getJMSRedelivered());
        }
    }

    private static Connection connect() throws Exception {
        return factory().createConnection();
    }

    @SuppressWarnings("BanJNDI") // the context is made here, and holds what it was told
    private static ConnectionFactory factory() throws NamingException {
        Hashtable<String, String> environment = new Hashtable<>();
        environment.put(Context.INITIAL_CONTEXT_FACTORY, "org.leasemq.jms.jndi.LeaseMQInitialContextFactory");
        environment.put(Context.PROVIDER_URL, "leasemq:mem:javax");
        return (ConnectionFactory) new InitialContext(environment).lookup("ConnectionFactory");
    }
}
