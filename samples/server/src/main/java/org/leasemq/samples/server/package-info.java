/** An application server, and LeaseMQ's, as processes, for programs that run beside them. */
package org.leasemq.samples.server;
