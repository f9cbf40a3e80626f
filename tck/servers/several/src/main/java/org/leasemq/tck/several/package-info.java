/** An application for several servers that share queues. */
package org.leasemq.tck.several;
