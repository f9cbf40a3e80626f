/** What is written to the log: {@link org.leasemq.log.Logs} has the loggers, none of which ever throws. */
@VisibleTo(Audience.FACES)
package org.leasemq.log;

import org.leasemq.annotation.VisibleTo;
import org.leasemq.annotation.VisibleTo.Audience;
