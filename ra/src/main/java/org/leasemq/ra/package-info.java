/**
 * The resource adapter (Jakarta Connectors 2.1): what servers and their configurations name, and what there is while it runs.
 * Beans are in {@code inbound}, connections of applications in {@code outbound}, properties in {@code config}.
 */
@VisibleTo(Audience.APPLICATIONS)
package org.leasemq.ra;

import org.leasemq.annotation.VisibleTo;
import org.leasemq.annotation.VisibleTo.Audience;
