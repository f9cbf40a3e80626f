package org.leasemq.tck.kills;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/**
 * What happened, in a table of another resource than the messages.
 *
 * @param database whose connections are in the transaction of the moment
 */
public record Rows(DataSource database) {
    /** Makes the table if it is not there. */
    public void create() {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("create table if not exists happened (what varchar(20), id varchar(80))");
        } catch (SQLException e) {
            throw new IllegalStateException("The table cannot be made", e);
        }
    }

    /** Adds what happened to something, if the transaction commits. */
    public void add(String what, String id) {
        try (Connection connection = database.getConnection();
                PreparedStatement insert = connection.prepareStatement("insert into happened values (?, ?)")) {
            insert.setString(1, what);
            insert.setString(2, id);
            insert.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException(id + " cannot be added as " + what, e);
        }
    }

    /** To what it happened, as often as it did. */
    public List<String> all(String what) {
        List<String> ids = new ArrayList<>();
        try (Connection connection = database.getConnection();
                PreparedStatement select =
                        connection.prepareStatement("select id from happened where what = ? order by id")) {
            select.setString(1, what);
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    ids.add(rows.getString(1));
                }
            }
            return ids;
        } catch (SQLException e) {
            throw new IllegalStateException("The table cannot be read", e);
        }
    }
}
