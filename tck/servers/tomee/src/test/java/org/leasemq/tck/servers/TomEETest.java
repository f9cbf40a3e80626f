package org.leasemq.tck.servers;

import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.shrinkwrap.api.spec.ResourceAdapterArchive;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Disabled;
import org.junit.jupiter.api.Test;

class TomEETest extends ServerTests {
    @Deployment(name = "adapter", order = 1, testable = false)
    static ResourceAdapterArchive adapter() {
        return Application.adapter();
    }

    @Deployment(order = 2)
    static WebArchive application() {
        return Application.war()
                .addClasses(TomEETest.class, TomEESender.class)
                .setWebXML("web.xml")
                .addAsWebInfResource("openejb-jar.xml");
    }

    @Override
    @Test
    @Disabled("TomEE binds nothing that is defined for an adapter")
    protected void resourcesAreDefinedByAnnotations() {
        // not with this server
    }
}
