/** Connection factories and queues by name, for applications that look them up. */
package org.leasemq.jms.jndi;
