package org.leasemq.tck.tomcat;

import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.annotation.WebListener;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.leasemq.jms.LeaseMQConnectionFactory;

/** The connection factory of an application that brings LeaseMQ itself, from its start to its end. */
@WebListener
public class Queues implements ServletContextListener {
    private LeaseMQConnectionFactory connections;

    @Override
    public void contextInitialized(ServletContextEvent event) {
        connections =
                new LeaseMQConnectionFactory("leasemq:derby:" + System.getProperty("catalina.base") + "/data/leasemq");
        event.getServletContext().setAttribute("connections", connections);
    }

    static LeaseMQConnectionFactory of(ServletContext application) {
        return (LeaseMQConnectionFactory) application.getAttribute("connections");
    }

    @Override
    public void contextDestroyed(ServletContextEvent event) {
        connections.close();
        try {
            DriverManager.getConnection("jdbc:derby:;shutdown=true"); // Derby, whose threads would keep the classes
        } catch (SQLException e) {
            event.getServletContext().log("Derby has ended: " + e.getMessage()); // it always says so by an exception
        }
    }
}
