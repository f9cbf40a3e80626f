/** A server that is killed in the middle of transactions over LeaseMQ and a database: afterwards all agree. */
package org.leasemq.tck.kills;
