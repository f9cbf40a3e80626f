/**
 * Departures of flights through a FIFO queue, by plain {@code jakarta.jms}: a worker process sends and processes them, a
 * conductor kills it in the middle, starts it again and proves at the end that nothing was lost, doubled or overtaken.
 */
package org.leasemq.samples.flights;
