/** Counts of queues over time. */
package org.leasemq.console.figures;
