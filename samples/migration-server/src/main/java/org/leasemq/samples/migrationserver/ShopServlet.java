package org.leasemq.samples.migrationserver;

import jakarta.ejb.EJB;
import jakarta.ejb.EJBException;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** {@code POST ?customer=c&article=a&article=b} sells; {@code GET} shows the bills, a line each. */
@WebServlet("/")
public class ShopServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;

    @EJB
    private transient Shop shop;

    @EJB
    private transient Bills bills;

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
        try {
            shop.sell(request.getParameter("customer"), request.getParameterValues("article"));
            response.setStatus(HttpServletResponse.SC_CREATED);
        } catch (EJBException e) {
            response.sendError(HttpServletResponse.SC_BAD_REQUEST, e.getMessage());
        }
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setContentType("text/plain;charset=UTF-8");
        response.getWriter().print(String.join("\n", bills.all()));
    }
}
