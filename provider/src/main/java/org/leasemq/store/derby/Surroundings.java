package org.leasemq.store.derby;

import java.time.InstantSource;
import java.util.function.LongConsumer;
import org.leasemq.store.derby.database.Uninterrupted;
import org.leasemq.store.derby.files.Ground;
import org.leasemq.store.derby.files.Mark;

/**
 * What a store takes from the world, apart from its database.
 *
 * @param room refuses what does not fit on the disk
 * @param ending ends the database
 * @param inHeap whether the database lies in the heap
 */
record Surroundings(
        DerbySettings settings,
        InstantSource clock,
        LongConsumer room,
        Mark mark,
        Ground ground,
        Uninterrupted.Action ending,
        boolean inHeap) {}
