/**
 * Where messages are sent to and received from: destinations as the face knows them, the queues of the engine behind them,
 * temporary ones, and subscriptions. The classes that applications see are made by
 * {@link org.leasemq.jms.destination.Destinations}.
 */
package org.leasemq.jms.destination;
