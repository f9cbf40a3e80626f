/**
 * The engine that runs in this process: order, leases, groups and counts in memory, durability in a
 * {@link org.leasemq.store.Store}. Start with {@link org.leasemq.engine.local.LocalEngine}.
 */
package org.leasemq.engine.local;
