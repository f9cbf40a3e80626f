package org.leasemq.tck.servers;

import java.net.URI;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.shrinkwrap.api.spec.WebArchive;

class PayaraRedeploymentTest extends RedeploymentTests {
    @Deployment(name = NAME, managed = false, testable = false)
    static WebArchive application() {
        return PayaraTest.application();
    }

    @Override
    protected URI server() {
        return URI.create("http://127.0.0.1:8080");
    }
}
