package org.leasemq.tck.servers;

import java.io.File;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.asset.EmptyAsset;
import org.jboss.shrinkwrap.api.importer.ZipImporter;
import org.jboss.shrinkwrap.api.spec.ResourceAdapterArchive;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.leasemq.tck.kills.Kills;
import org.leasemq.tck.kills.KillsServlet;
import org.leasemq.tck.kills.Server;

/** The application that is deployed. Each server adds the descriptors that are its own. */
public final class Application {
    private Application() {}

    /** The adapter, for servers to which the tests deploy it. */
    public static ResourceAdapterArchive adapter() {
        return ShrinkWrap.create(ZipImporter.class, "leasemq-ra.rar")
                .importFrom(new File(System.getProperty("leasemq.adapter")))
                .as(ResourceAdapterArchive.class);
    }

    /** With everything but a server's own test, sender and descriptors. */
    public static WebArchive war() {
        return ShrinkWrap.create(WebArchive.class, "beans.war")
                .addClasses(ServerTests.class, Client.class, Request.class, Sender.class, InjectedSender.class)
                .addClasses(ReplyingBean.class, EchoBean.class, OwnTransactionsBean.class, NewsBean.class)
                .addClasses(GroupsBean.class, Meeting.class, PoisonedBean.class, ChoosyBean.class)
                .addClasses(ForwardingBean.class, QueueServlet.class)
                .addAsWebInfResource(EmptyAsset.INSTANCE, "beans.xml");
    }

    /** What moves messages while the server is killed. */
    public static WebArchive kills() {
        return ShrinkWrap.create(WebArchive.class, "kills.war")
                .addPackage(KillsServlet.class.getPackage())
                .deleteClass(Kills.class)
                .deleteClass("org.leasemq.tck.kills.NamedDeath")
                .deleteClass(Server.class);
    }
}
