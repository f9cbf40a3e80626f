package org.leasemq.samples.jakartaee;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.Resource;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.TreeMap;
import javax.sql.DataSource;

/** What happened to orders, in a table of another database: it and the messages are in the same transactions. */
@Singleton
@Startup
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
public class Ledger {
    @Resource(lookup = "java:/jdbc/orders")
    private DataSource database;

    @PostConstruct
    void create() {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("create table if not exists ledger (what varchar(20), id varchar(40))");
        } catch (SQLException e) {
            throw new IllegalStateException("The table of orders cannot be made", e);
        }
    }

    /** Notes that something happened to an order, if the transaction commits. */
    public void note(String what, String order) {
        try (Connection connection = database.getConnection();
                PreparedStatement insert = connection.prepareStatement("insert into ledger values (?, ?)")) {
            insert.setString(1, what);
            insert.setString(2, order);
            insert.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException("Order " + order + " cannot be noted as " + what, e);
        }
    }

    /** How often each thing happened. */
    public Map<String, Integer> counts() {
        Map<String, Integer> counts = new TreeMap<>();
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select what, count(*) from ledger group by what")) {
            while (rows.next()) {
                counts.put(rows.getString(1), rows.getInt(2));
            }
            return counts;
        } catch (SQLException e) {
            throw new IllegalStateException("The table of orders cannot be read", e);
        }
    }
}
