/**
 * What one session asks of the engine, and what its acknowledgement mode means: when leases end, what belongs to a transaction.
 * Transaction branches are known here only as what a call began in.
 */
package org.leasemq.jms.acknowledge;
