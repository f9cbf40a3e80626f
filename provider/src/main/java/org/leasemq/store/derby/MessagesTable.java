package org.leasemq.store.derby;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.Iterator;
import org.apache.derby.vti.VTITemplate;
import org.leasemq.engine.model.Body;
import org.leasemq.store.derby.segment.MessageList;

/**
 * The messages in a store as a table: what the view {@code messages} shows to anybody who looks at the database with SQL,
 * for example with Derby's {@code ij}. This jar has to be on the class path. Reads the whole log each time.
 *
 * <p>The name of this class and of {@link #read} stands in every database there is. So it stays in this package, whatever
 * moves around it: what it is made of is elsewhere.
 */
public final class MessagesTable extends VTITemplate {
    private static final int LONGEST_TEXT = 1000;

    private final Iterator<MessageList.Row> rows;
    private MessageList.Row row;
    private boolean wasNull;

    private MessagesTable(Collection<MessageList.Row> rows) {
        this.rows = rows.iterator();
    }

    /** Called by Derby, which knows it by its name and that of its class. */
    public static ResultSet read() throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:default:connection")) {
            return new MessagesTable(MessageList.read(connection));
        }
    }

    @Override
    public boolean next() {
        row = rows.hasNext() ? rows.next() : null;
        return row != null;
    }

    /** The columns in the order in which the schema has them. */
    private Object value(int column) {
        Object value = switch (column) {
            case 1 -> row.queue();
            case 2 -> row.position();
            case 3 -> row.message().id().toString();
            case 4 -> timestamp(row.message().sentAt());
            case 5 -> row.progress().receiveCount();
            case 6 -> timestamp(row.progress().leasedUntil());
            case 7 -> row.message().groupId();
            case 8 -> row.message().body().bytes().length;
            case 9 -> text();
            default -> throw new IllegalArgumentException("there is no column " + column);
        };
        wasNull = value == null;
        return value;
    }

    private String text() {
        Body body = row.message().body();
        if (!body.isText()) {
            return null;
        }
        String text = body.asText();
        return text.length() <= LONGEST_TEXT ? text : text.substring(0, LONGEST_TEXT);
    }

    private static Timestamp timestamp(long millis) {
        return millis == 0
                ? null
                : Timestamp.valueOf(LocalDateTime.ofInstant(Instant.ofEpochMilli(millis), ZoneOffset.UTC));
    }

    @Override
    public String getString(int column) {
        return (String) value(column);
    }

    @Override
    public long getLong(int column) {
        return (Long) value(column);
    }

    @Override
    public int getInt(int column) {
        return (Integer) value(column);
    }

    @Override
    public Timestamp getTimestamp(int column) {
        return (Timestamp) value(column);
    }

    @Override
    public boolean wasNull() {
        return wasNull;
    }

    /** Derby knows the columns from the definition of the function. */
    @Override
    public ResultSetMetaData getMetaData() {
        return null;
    }

    @Override
    public void close() {
        row = null;
    }
}
