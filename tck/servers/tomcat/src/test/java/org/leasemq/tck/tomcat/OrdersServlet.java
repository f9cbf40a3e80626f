package org.leasemq.tck.tomcat;

import jakarta.annotation.Resource;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSConsumer;
import jakarta.jms.JMSContext;
import jakarta.jms.Queue;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** {@code POST ?order=o} sends an order; {@code GET} receives one, in a transaction that lasts until the answer is written. */
@WebServlet("/")
public class OrdersServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;

    @Resource(name = "jms/LeaseMQ")
    private transient ConnectionFactory connections;

    @Resource(name = "jms/orders")
    private transient Queue orders;

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) {
        try (JMSContext context = connections.createContext()) {
            context.createProducer().send(orders, request.getParameter("order"));
        }
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        try (JMSContext context = connections.createContext(JMSContext.SESSION_TRANSACTED);
                JMSConsumer consumer = context.createConsumer(orders)) {
            response.getWriter().print(consumer.receiveBodyNoWait(String.class));
            context.commit();
        }
    }
}
