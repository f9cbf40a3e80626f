/**
 * The one table of options and the ways to write them down.
 *
 * <p>Start with {@link org.leasemq.options.Options}. URL parameters, setters of connection factories, JNDI names and the
 * reference page in the documentation all come from that table.
 */
@VisibleTo(Audience.APPLICATIONS)
package org.leasemq.options;

import org.leasemq.annotation.VisibleTo;
import org.leasemq.annotation.VisibleTo.Audience;
