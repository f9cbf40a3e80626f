package org.leasemq.micrometer;

import java.util.Map;
import org.leasemq.management.EngineState;

/** An engine as it was when it was looked at. */
record Glance(EngineState engine, Map<String, MeteredQueue> queues) {}
