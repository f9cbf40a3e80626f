package org.leasemq.tck.servers;

import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.spec.EnterpriseArchive;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/** The adapter in the application's own archive, beside that of the server. */
class WildFlyEarTest extends ServerTests {
    @Deployment
    static EnterpriseArchive application() {
        WebArchive beans = Application.war()
                .addClasses(WildFlyEarTest.class, EnclosedSender.class)
                .setWebXML("enclosed/web.xml")
                .addAsWebInfResource("enclosed/jboss-ejb3.xml", "jboss-ejb3.xml");
        return ShrinkWrap.create(EnterpriseArchive.class, "enclosing.ear")
                .addAsModule(Application.adapter().addAsManifestResource("enclosed/ironjacamar.xml", "ironjacamar.xml"))
                .addAsModule(beans);
    }
}
