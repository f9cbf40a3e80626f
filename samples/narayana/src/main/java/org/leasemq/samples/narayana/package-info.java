/** A queue and a database in one global transaction, with Narayana as the transaction manager. */
package org.leasemq.samples.narayana;
