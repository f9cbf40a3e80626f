package org.leasemq.engine.local.queue;

import org.leasemq.engine.local.content.Contents;
import org.leasemq.engine.local.memory.EngineMemory;
import org.leasemq.engine.local.order.EntryIndex;
import org.leasemq.engine.local.runtime.EngineLock;
import org.leasemq.engine.local.runtime.EngineSettings;
import org.leasemq.engine.local.runtime.EngineThreads;
import org.leasemq.engine.local.runtime.EngineTime;
import org.leasemq.engine.local.runtime.Life;
import org.leasemq.engine.local.runtime.Numbers;

/**
 * What a queue stands on.
 *
 * @param contents what messages say
 * @param index all entries
 * @param departures carries out what becomes of entries that nobody asked for
 */
public record QueueParts(
        EngineLock lock,
        Life life,
        EngineTime time,
        EngineThreads threads,
        EngineMemory memory,
        EngineSettings settings,
        Numbers numbers,
        Contents contents,
        EntryIndex index,
        Departures departures) {}
