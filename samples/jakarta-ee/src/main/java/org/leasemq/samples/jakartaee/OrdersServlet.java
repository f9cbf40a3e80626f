package org.leasemq.samples.jakartaee;

import jakarta.ejb.EJB;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.Map;

/** {@code POST ?customer=c&order=o} places an order; {@code GET} shows what became of all. */
@WebServlet("/")
public class OrdersServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;

    @EJB
    private transient Orders orders;

    @EJB
    private transient Ledger ledger;

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) {
        orders.place(request.getParameter("customer"), request.getParameter("order"));
        response.setStatus(HttpServletResponse.SC_CREATED);
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setContentType("text/html;charset=UTF-8");
        PrintWriter page = response.getWriter();
        page.println("<!DOCTYPE html><html lang=\"en\"><title>Orders</title><h1>Orders</h1><table>");
        for (Map.Entry<String, Integer> count : ledger.counts().entrySet()) {
            page.println("<tr><td>" + count.getKey() + "</td><td>" + count.getValue() + "</td></tr>");
        }
        page.println("</table></html>");
    }
}
