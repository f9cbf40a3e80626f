package org.leasemq.store.derby;

import java.sql.SQLException;
import java.time.InstantSource;
import java.util.function.LongConsumer;

/** What a store takes from the world, apart from its database. */
record Surroundings(
        DerbySettings settings,
        InstantSource clock,
        LongConsumer room,
        Mark mark,
        Ground ground,
        Ending ending,
        boolean inHeap) {

    /** Ends the database. */
    interface Ending {
        void run() throws SQLException;
    }
}
