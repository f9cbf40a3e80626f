/**
 * Serves an engine to clients elsewhere: {@link org.leasemq.served.ServedEngine} has their sessions, which outlast connections, and
 * sees to it that what is asked again is not carried out again. Whoever has a transport hands frames to it and writes what it says.
 */
@VisibleTo(Audience.FACES)
package org.leasemq.served;

import org.leasemq.annotation.VisibleTo;
import org.leasemq.annotation.VisibleTo.Audience;
