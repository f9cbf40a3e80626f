/** What JMX shows of an engine of this process: a bean for it, and one for each queue that people know by name. */
package org.leasemq.management;
