package org.leasemq.tck.servers;

import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.shrinkwrap.api.spec.WebArchive;

class WildFlyTest extends ServerTests {
    @Deployment
    static WebArchive application() {
        return Application.war()
                .addClasses(WildFlyTest.class, WildFlySender.class)
                .setWebXML("web.xml")
                .addAsWebInfResource("jboss-ejb3.xml")
                .addAsManifestResource("MANIFEST.MF");
    }
}
