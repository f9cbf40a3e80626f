/** How much of the heap clients may make grow, and who has taken what of it. */
@VisibleTo(Audience.APPLICATIONS)
package org.leasemq.memory;

import org.leasemq.annotation.VisibleTo;
import org.leasemq.annotation.VisibleTo.Audience;
