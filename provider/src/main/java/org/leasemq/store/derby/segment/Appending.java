package org.leasemq.store.derby.segment;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import org.leasemq.store.Change;
import org.leasemq.store.Locations;
import org.leasemq.store.block.BlockWriter;
import org.leasemq.store.block.LogRow;
import org.leasemq.store.derby.schema.Schema;

/** A batch on its way into the log: block after block, all in one transaction of Derby. */
public final class Appending {
    private final BlockWriter encoder;
    private final PreparedStatement insert;
    private final Locations locations;
    private long next;
    private int checksum;
    private long bytes;

    /**
     * @param insert of the segment
     * @param next the number of the next row
     * @param checksum of the row before
     */
    public Appending(BlockWriter encoder, PreparedStatement insert, long next, int checksum) {
        this.encoder = encoder;
        this.insert = insert;
        this.locations = new Locations(next);
        this.next = next;
        this.checksum = checksum;
    }

    public void append(List<? extends Change> changes) throws SQLException {
        int from = 0;
        while (from < changes.size()) {
            int end = encoder.encode(changes, from);
            locations.put(changes.subList(from, end), next);
            insertRows();
            from = end;
        }
    }

    private void insertRows() throws SQLException {
        int rows = encoder.rows();
        for (int i = 0; i < rows; i++) {
            byte[] row = encoder.row(next + i, i, checksum);
            checksum = LogRow.checksum(row);
            insert.setLong(1, next + i);
            insert.setBytes(2, row);
            Schema.expectOne(insert.executeUpdate(), "new row in the log");
        }
        encoder.clear();
        next += rows;
        bytes += encoder.length();
    }

    public Locations locations() {
        return locations;
    }

    /** The number of the row after the last. */
    public long next() {
        return next;
    }

    /** Of the last row. */
    public int checksum() {
        return checksum;
    }

    /** Of all blocks. */
    public long bytes() {
        return bytes;
    }
}
