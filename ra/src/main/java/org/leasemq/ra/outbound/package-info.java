/** Connections that a server pools (Jakarta Connectors 2.1, chapter 6), and the transactions that they work for. */
package org.leasemq.ra.outbound;
