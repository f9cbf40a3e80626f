/** What is told of an engine to people who look at it, and what they do by hand. */
@VisibleTo(Audience.APPLICATIONS)
package org.leasemq.engine.model.seen;

import org.leasemq.annotation.VisibleTo;
import org.leasemq.annotation.VisibleTo.Audience;
