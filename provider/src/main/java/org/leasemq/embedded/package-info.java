/**
 * Opens engines that run in this process, and shares each among all who name the same place. Start with
 * {@link org.leasemq.embedded.EmbeddedEngines}.
 */
@VisibleTo(Audience.APPLICATIONS)
package org.leasemq.embedded;

import org.leasemq.annotation.VisibleTo;
import org.leasemq.annotation.VisibleTo.Audience;
