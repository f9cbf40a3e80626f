/** The log: the segments it consists of, what is alive in each, and how it is written, read, played back and repaired. */
package org.leasemq.store.derby.segment;
