package org.leasemq.tck.servers;

import static org.junit.jupiter.api.Assertions.assertEquals;

import jakarta.ejb.EJB;
import jakarta.jms.JMSException;
import jakarta.jms.Queue;
import javax.naming.InitialContext;
import javax.naming.NamingException;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;

class WildFlyTest extends ServerTests {
    @EJB
    private LongConnection connection;

    @Deployment
    static WebArchive application() {
        return Application.war()
                .addClasses(WildFlyTest.class, WildFlySender.class, LongConnection.class)
                .setWebXML("web.xml")
                .addAsWebInfResource("jboss-ejb3.xml")
                .addAsManifestResource("MANIFEST.MF");
    }

    @Test
    @SuppressWarnings("BanJNDI")
    void theDescriptorGivesAQueueToTheAdapterThatAnAnnotationGivesToNone() throws NamingException, JMSException {
        Queue invoices = InitialContext.doLookup("java:app/jms/Invoices");
        assertEquals("invoices", invoices.getQueueName());
    }

    @Test
    void aConnectionOutlivesItsTransactions() throws Exception {
        assertEquals("again", connection.receiveAgain("long", "again"));
    }
}
