/** Connection factories and queues by name, for applications that look them up. */
@VisibleTo(Audience.APPLICATIONS)
package org.leasemq.jms.jndi;

import org.leasemq.annotation.VisibleTo;
import org.leasemq.annotation.VisibleTo.Audience;
