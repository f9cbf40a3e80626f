/** What tools are shown of an engine: by JMX those of this process, a bean for each, and one for each queue that people know by name. */
package org.leasemq.management;
