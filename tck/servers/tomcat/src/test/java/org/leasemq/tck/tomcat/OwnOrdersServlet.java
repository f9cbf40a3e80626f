package org.leasemq.tck.tomcat;

import jakarta.jms.JMSConsumer;
import jakarta.jms.JMSContext;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** As {@link OrdersServlet}, by the factory of the application. */
@WebServlet("/")
public class OwnOrdersServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) {
        try (JMSContext context = Queues.of(getServletContext()).createContext()) {
            context.createProducer().send(context.createQueue("orders"), request.getParameter("order"));
        }
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        try (JMSContext context = Queues.of(getServletContext()).createContext();
                JMSConsumer consumer = context.createConsumer(context.createQueue("orders"))) {
            response.getWriter().print(consumer.receiveBodyNoWait(String.class));
        }
    }
}
