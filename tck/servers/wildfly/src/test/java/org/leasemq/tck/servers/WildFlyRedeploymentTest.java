package org.leasemq.tck.servers;

import java.net.URI;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.shrinkwrap.api.spec.WebArchive;

class WildFlyRedeploymentTest extends RedeploymentTests {
    @Deployment(name = NAME, managed = false, testable = false)
    static WebArchive application() {
        return WildFlyTest.application();
    }

    @Override
    protected URI server() {
        return URI.create("http://127.0.0.1:28080");
    }
}
