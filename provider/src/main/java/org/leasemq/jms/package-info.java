/**
 * Jakarta Messaging objects over the lease engine.
 *
 * <p>Start with {@link org.leasemq.jms.LeaseMQConnectionFactory}; the main path is in {@code LeaseMQSession}. A session is
 * an owner of leases; what acknowledging means is the business of the {@code Acknowledgement} chosen when the session is
 * created. Only the engine's port ({@code org.leasemq.engine}) is used here.
 */
@VisibleTo(Audience.APPLICATIONS)
package org.leasemq.jms;

import org.leasemq.annotation.VisibleTo;
import org.leasemq.annotation.VisibleTo.Audience;
