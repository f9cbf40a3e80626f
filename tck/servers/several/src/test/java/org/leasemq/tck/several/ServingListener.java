package org.leasemq.tck.several;

import jakarta.annotation.Resource;
import jakarta.jms.ConnectionFactory;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.annotation.WebListener;
import org.leasemq.ra.LeaseMQResourceAdapter;
import org.leasemq.sqs.server.ServerSettings;
import org.leasemq.sqs.server.SqsServer;

/** Serves the queues of the adapter to others, while its application is deployed beside that. */
@WebListener
public class ServingListener implements ServletContextListener {
    /** Not used, but there only when the adapter has been started. */
    @Resource(lookup = "java:/jms/LeaseMQ")
    @SuppressWarnings("unused")
    private ConnectionFactory adapter;

    private SqsServer server;

    @Override
    public void contextInitialized(ServletContextEvent event) {
        ServerSettings settings = ServerSettings.defaults()
                .listeningOn("127.0.0.1", Integer.getInteger("leasemq.port"))
                .storedAt(System.getProperty("leasemq.url"));
        server = SqsServer.start(settings, LeaseMQResourceAdapter.engines());
    }

    @Override
    public void contextDestroyed(ServletContextEvent event) {
        if (server != null) {
            server.close();
        }
    }
}
