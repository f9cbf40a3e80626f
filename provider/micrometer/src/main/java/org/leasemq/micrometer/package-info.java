/** Meters of Micrometer. Start with {@link org.leasemq.micrometer.LeaseMQMetrics}. */
@VisibleTo(Audience.APPLICATIONS)
package org.leasemq.micrometer;

import org.leasemq.annotation.VisibleTo;
import org.leasemq.annotation.VisibleTo.Audience;
