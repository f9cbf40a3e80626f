package org.leasemq.tck.quarkus;

import io.quarkus.runtime.Startup;
import jakarta.annotation.PostConstruct;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/** What happened to orders, in a table of another database. */
@Startup
@Singleton
public class Ledger {
    @Inject
    DataSource database;

    @PostConstruct
    void create() {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("create table if not exists ledger (what varchar(20), id varchar(40))");
        } catch (SQLException e) {
            throw new IllegalStateException("The table cannot be made", e);
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
            throw new IllegalStateException(order + " cannot be noted", e);
        }
    }

    /** The orders that something happened to, as often as it did. */
    public List<String> all(String what) {
        List<String> orders = new ArrayList<>();
        try (Connection connection = database.getConnection();
                PreparedStatement select =
                        connection.prepareStatement("select id from ledger where what = ? order by id")) {
            select.setString(1, what);
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    orders.add(rows.getString(1));
                }
            }
            return orders;
        } catch (SQLException e) {
            throw new IllegalStateException("The table cannot be read", e);
        }
    }
}
