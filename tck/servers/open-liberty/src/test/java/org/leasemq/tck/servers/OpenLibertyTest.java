package org.leasemq.tck.servers;

import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.shrinkwrap.api.spec.WebArchive;

class OpenLibertyTest extends ServerTests {
    @Deployment
    static WebArchive application() {
        return Application.war()
                .addClasses(OpenLibertyTest.class, PooledSender.class, OpenLibertySender.class)
                .setWebXML("web.xml");
    }
}
