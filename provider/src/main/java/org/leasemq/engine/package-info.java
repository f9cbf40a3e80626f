/**
 * The queue engine's port: what the Jakarta Messaging face and the SQS face call.
 *
 * <p>Start with {@link org.leasemq.engine.LeaseEngine}. Every delivery is a {@link org.leasemq.engine.Delivery lease}: the
 * message stays in its queue, invisible to others, until its holder deletes it or the lease ends. Nothing here knows
 * Jakarta Messaging, HTTP or SQL. The engine that runs in this process is in {@code org.leasemq.engine.local}.
 */
@VisibleTo(Audience.APPLICATIONS)
package org.leasemq.engine;

import org.leasemq.annotation.VisibleTo;
import org.leasemq.annotation.VisibleTo.Audience;
