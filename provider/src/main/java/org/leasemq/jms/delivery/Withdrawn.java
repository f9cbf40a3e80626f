package org.leasemq.jms.delivery;

import java.util.List;
import org.leasemq.engine.Completion;

/**
 * What a {@link DeliveryMonitor} has taken out, to be dealt with once its lock is free.
 *
 * @param fetches receives that are to be ended
 * @param unseen messages that nobody has seen, to be given back
 */
record Withdrawn<M>(List<Completion<?>> fetches, List<M> unseen) {}
