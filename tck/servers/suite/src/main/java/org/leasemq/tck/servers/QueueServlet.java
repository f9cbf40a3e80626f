package org.leasemq.tck.servers;

import jakarta.ejb.EJB;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Sends numbers to a queue, or receives as many messages as are asked for, a line each. */
@WebServlet("/queue")
public class QueueServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;

    @EJB
    private transient Client client;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        int count = Integer.parseInt(request.getParameter("count"));
        response.setContentType("text/plain");
        for (int i = 0; i < count; i++) {
            if (request.getParameter("send") != null) {
                client.send(request.getParameter("send"), Integer.toString(i), false);
            } else {
                response.getWriter().println(client.receive(request.getParameter("receive"), false));
            }
        }
    }
}
