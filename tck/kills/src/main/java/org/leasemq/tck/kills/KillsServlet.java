package org.leasemq.tck.kills;

import jakarta.ejb.EJB;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** {@code POST ?id=i&death=p&early=b} puts a message in; {@code GET ?of=rows|in|out} lists ids. */
@WebServlet("/")
public class KillsServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;

    @EJB
    private transient Sender sender;

    @EJB
    private transient Table table;

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) {
        sender.put(
                request.getParameter("id"),
                request.getParameter("death"),
                Boolean.parseBoolean(request.getParameter("early")));
        response.setStatus(HttpServletResponse.SC_CREATED);
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String of = request.getParameter("of");
        response.getWriter().print(String.join("\n", "rows".equals(of) ? table.all() : sender.all(of)));
    }
}
