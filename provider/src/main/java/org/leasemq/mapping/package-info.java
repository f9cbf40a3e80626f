/**
 * How Jakarta Messaging headers and properties appear as message attributes, for all who look at them: the mapping of AWS's
 * own Jakarta Messaging library where that has one.
 */
@VisibleTo(Audience.FACES)
package org.leasemq.mapping;

import org.leasemq.annotation.VisibleTo;
import org.leasemq.annotation.VisibleTo.Audience;
