/** Connections: how many there may be, how slow they may become, and what they take of memory. */
package org.leasemq.sqs.server.connection;
