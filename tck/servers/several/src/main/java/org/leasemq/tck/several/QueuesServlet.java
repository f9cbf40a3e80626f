package org.leasemq.tck.several;

import jakarta.ejb.EJB;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Sends numbers to a queue or a topic, or shows as many messages as are asked for, a line each. */
@WebServlet("/")
public class QueuesServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;

    @EJB
    private transient Queues queues;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setContentType("text/plain");
        if (request.getParameter("receive") != null) {
            for (int i = 0; i < number(request, "count"); i++) {
                response.getWriter().println(queues.receive(request.getParameter("receive")));
            }
        }
    }

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) {
        String topic = request.getParameter("topic");
        String name = topic == null ? request.getParameter("queue") : topic;
        for (int i = number(request, "from"); i < number(request, "to"); i++) {
            queues.send(name, topic != null, Integer.toString(i));
        }
    }

    private static int number(HttpServletRequest request, String parameter) {
        return Integer.parseInt(request.getParameter(parameter));
    }
}
