/** The entries of queues: THE table of their states, in which order they are handed out, groups, tenants, leases, walks. Pure: knows no store, no threads and no clock but what it is told. */
package org.leasemq.engine.local.order;
