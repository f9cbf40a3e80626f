package org.leasemq.engine;

import java.time.Duration;

/**
 * A lease is to end at another time.
 *
 * @param receipt the lease
 * @param visibility how long from now it lasts; zero ends it
 */
public record VisibilityChange(Receipt receipt, Duration visibility) {}
