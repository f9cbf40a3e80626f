package org.leasemq.tck.servers;

import java.net.URI;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.shrinkwrap.api.spec.ResourceAdapterArchive;
import org.jboss.shrinkwrap.api.spec.WebArchive;

class TomEERedeploymentTest extends RedeploymentTests {
    @Deployment(name = "adapter", order = 1, testable = false)
    static ResourceAdapterArchive adapter() {
        return Application.adapter();
    }

    @Deployment(name = NAME, managed = false, testable = false)
    static WebArchive application() {
        return TomEETest.application();
    }

    @Override
    protected URI server() {
        return URI.create("http://127.0.0.1:8089");
    }
}
