package org.leasemq.sqs.server;

import org.leasemq.annotation.VisibleTo;
import org.leasemq.annotation.VisibleTo.Audience;

/** What happens to a queue of the configuration that is there with other attributes or tags. */
@VisibleTo(Audience.APPLICATIONS)
public enum OnDifference {
    /** It stays as it is. The log says how it differs. */
    KEEP,
    /** It gets what the configuration says; what that does not name stays. */
    APPLY,
    /** The server does not start. */
    REFUSE
}
