package org.leasemq.samples.serverbenchmark;

import jakarta.annotation.Resource;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageListener;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import javax.sql.DataSource;

/** Consumes a message in a transaction, with a row or without. */
public class CountingBean implements MessageListener {
    @Resource(lookup = "java:/jdbc/orders")
    private DataSource database;

    @Override
    public void onMessage(Message message) {
        try {
            String text = message.getBody(String.class);
            if (Counter.twoResources) {
                insert(text.substring(0, 16));
            }
            Counter.done();
        } catch (JMSException | SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private void insert(String text) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement insert = connection.prepareStatement("insert into done values (?)")) {
            insert.setString(1, text);
            insert.executeUpdate();
        }
    }
}
