package org.leasemq.samples.serverbenchmark;

import jakarta.annotation.Resource;
import jakarta.ejb.EJB;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.Destination;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import javax.naming.InitialContext;
import javax.naming.NamingException;
import javax.sql.DataSource;

/** {@code POST} fills a queue, {@code GET} tells how far the beans are: count, nanoseconds from the first to the last. */
@WebServlet("/")
public class ControlServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;
    private static final int IN_A_TRANSACTION = 500;

    @EJB
    private transient FillingBean filling;

    @Resource(lookup = "java:/jdbc/orders")
    private transient DataSource database;

    @Override
    public void init() {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("create table if not exists done (what varchar(40))");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    @SuppressWarnings("BanJNDI") // the names are those of the benchmark
    protected void doPost(HttpServletRequest request, HttpServletResponse response) {
        try {
            InitialContext names = new InitialContext();
            ConnectionFactory factory = (ConnectionFactory) names.lookup(request.getParameter("factory"));
            Destination queue = (Destination) names.lookup(request.getParameter("queue"));
            Counter.reset("2".equals(request.getParameter("resources")));
            for (int left = Integer.parseInt(request.getParameter("count")); left > 0; left -= IN_A_TRANSACTION) {
                filling.send(factory, queue, Math.min(left, IN_A_TRANSACTION));
            }
        } catch (NamingException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.getWriter().print(Counter.DONE.get() + " " + (Counter.LAST.get() - Counter.FIRST.get()));
    }
}
