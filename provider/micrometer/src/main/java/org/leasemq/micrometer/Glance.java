package org.leasemq.micrometer;

import java.util.Map;
import org.leasemq.management.EngineState;

/**
 * An engine as it was when it was looked at.
 *
 * @param at the moment, by the engine's clock
 */
record Glance(long at, EngineState engine, Map<String, MeteredQueue> queues) {}
