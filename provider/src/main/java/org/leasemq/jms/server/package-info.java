/** What application servers have of Jakarta Messaging beyond connections and sessions. */
@VisibleTo(Audience.FACES)
package org.leasemq.jms.server;

import org.leasemq.annotation.VisibleTo;
import org.leasemq.annotation.VisibleTo.Audience;
