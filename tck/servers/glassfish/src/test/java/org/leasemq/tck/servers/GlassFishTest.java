package org.leasemq.tck.servers;

import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.shrinkwrap.api.spec.WebArchive;

class GlassFishTest extends ServerTests {
    @Deployment
    static WebArchive application() {
        return Application.war()
                .addClasses(GlassFishTest.class, PooledSender.class, DomainSender.class)
                .setWebXML("web.xml")
                .addAsWebInfResource("glassfish-ejb-jar.xml");
    }
}
