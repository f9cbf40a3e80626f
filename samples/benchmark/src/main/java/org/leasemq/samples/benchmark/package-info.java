/** The same work through plain {@code jakarta.jms} on LeaseMQ and on other providers, side by side. */
package org.leasemq.samples.benchmark;
