package org.leasemq.tck.servers;

import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/** Everything that it extends and deploys comes from the jar, and knows javax alone. */
class WildFlyJavaxTest extends ServerTests {
    @Deployment
    static WebArchive application() {
        return Application.war()
                .addClasses(WildFlyJavaxTest.class, JavaxSender.class)
                .setWebXML("web.xml")
                .addAsWebInfResource("jboss-ejb3.xml")
                .addAsManifestResource("MANIFEST.MF");
    }
}
