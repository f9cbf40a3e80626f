package org.leasemq.samples.narayana;

import com.arjuna.ats.jta.recovery.XAResourceRecoveryHelper;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.XAConnection;
import jakarta.jms.XASession;
import jakarta.transaction.Transaction;
import jakarta.transaction.TransactionManager;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import javax.sql.XADataSource;
import javax.transaction.xa.XAResource;
import org.apache.derby.jdbc.EmbeddedXADataSource;
import org.jboss.narayana.jta.jms.JmsXAResourceRecoveryHelper;
import org.leasemq.jms.LeaseMQXAConnectionFactory;

/**
 * Books what comes in a queue into a database, and confirms it in another queue: all three, or none. For one thread.
 */
final class Bookings implements AutoCloseable {
    static final String REQUESTS = "bookings";
    static final String CONFIRMATIONS = "confirmations";

    private static final String TABLE_EXISTS = "X0Y32";
    private static final String SHUT_DOWN = "08006";

    private final LeaseMQXAConnectionFactory factory;
    private final XADataSource database;
    private final Narayana narayana;
    private final UnaryOperator<XAResource> disguise;

    private final XAConnection messages;
    private final XASession session;
    private final javax.sql.XAConnection rows;

    /** @param directory holds the queues, the database and the transaction log */
    Bookings(Path directory) throws JMSException, SQLException {
        this(directory, UnaryOperator.identity());
    }

    /** @param disguise stands before the queue's resource, for tests that disturb it */
    Bookings(Path directory, UnaryOperator<XAResource> disguise) throws JMSException, SQLException {
        this.disguise = disguise;
        factory = new LeaseMQXAConnectionFactory("leasemq:derby:" + directory.resolve("queues"));
        database = openDatabase(directory.resolve("database"));
        narayana = new Narayana(
                directory.resolve("transactions"),
                List.of(new JmsXAResourceRecoveryHelper(factory), new DatabaseRecovery(database)));
        narayana.recover();
        messages = factory.createXAConnection();
        messages.start();
        session = messages.createXASession();
        rows = database.getXAConnection();
    }

    private static XADataSource openDatabase(Path directory) throws SQLException {
        EmbeddedXADataSource source = new EmbeddedXADataSource();
        source.setDatabaseName(directory.toString());
        source.setCreateDatabase("create");
        try (Connection connection = source.getXAConnection().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE booking (flight VARCHAR(100) NOT NULL PRIMARY KEY)");
        } catch (SQLException e) {
            if (!TABLE_EXISTS.equals(e.getSQLState())) {
                throw e;
            }
        }
        return source;
    }

    /**
     * Books one flight.
     *
     * @param accept whether the transaction is committed in the end
     * @return the flight, or null if there is none
     */
    String book(boolean accept) throws Exception {
        TransactionManager manager = narayana.transactionManager();
        manager.begin();
        String flight = null;
        try {
            flight = bookIn(manager.getTransaction());
        } finally {
            if (accept && flight != null) {
                manager.commit();
            } else {
                manager.rollback();
            }
        }
        return flight;
    }

    private String bookIn(Transaction transaction) throws Exception {
        XAResource queue = disguise.apply(session.getXAResource());
        transaction.enlistResource(queue);
        transaction.enlistResource(rows.getXAResource());
        String flight = receive();
        if (flight != null) {
            insert(flight);
            session.createProducer(session.createQueue(CONFIRMATIONS)).send(session.createTextMessage(flight));
        }
        transaction.delistResource(rows.getXAResource(), XAResource.TMSUCCESS);
        transaction.delistResource(queue, XAResource.TMSUCCESS);
        return flight;
    }

    private String receive() throws JMSException {
        try (var consumer = session.createConsumer(session.createQueue(REQUESTS))) {
            Message request = consumer.receiveNoWait();
            return request == null ? null : request.getBody(String.class);
        }
    }

    private void insert(String flight) throws SQLException {
        try (Connection connection = rows.getConnection();
                PreparedStatement insert = connection.prepareStatement("INSERT INTO booking VALUES (?)")) {
            insert.setString(1, flight);
            insert.executeUpdate();
        }
    }

    /** What the database says is booked. */
    Set<String> booked() throws SQLException {
        Set<String> flights = new TreeSet<>();
        try (Connection connection = database.getXAConnection().getConnection();
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("SELECT flight FROM booking")) {
            while (result.next()) {
                flights.add(result.getString(1));
            }
        }
        return flights;
    }

    LeaseMQXAConnectionFactory factory() {
        return factory;
    }

    Narayana narayana() {
        return narayana;
    }

    @Override
    public void close() throws JMSException, SQLException {
        narayana.close();
        rows.close();
        messages.close();
        factory.close();
        shutDownDatabase();
    }

    /** So that another process can open it; Derby reports that as an error. */
    private void shutDownDatabase() throws SQLException {
        EmbeddedXADataSource ending = new EmbeddedXADataSource();
        ending.setDatabaseName(((EmbeddedXADataSource) database).getDatabaseName());
        ending.setShutdownDatabase("shutdown");
        try {
            ending.getXAConnection().getConnection().close();
        } catch (SQLException e) {
            if (!SHUT_DOWN.equals(e.getSQLState())) {
                throw e;
            }
        }
    }

    /** Gives the recovery manager a fresh connection to the database. */
    private record DatabaseRecovery(XADataSource database) implements XAResourceRecoveryHelper {
        @Override
        public boolean initialise(String properties) {
            return true;
        }

        @Override
        public XAResource[] getXAResources() throws Exception {
            return new XAResource[] {database.getXAConnection().getXAResource()};
        }
    }
}
