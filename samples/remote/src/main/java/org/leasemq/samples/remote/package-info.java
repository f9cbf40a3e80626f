/**
 * What an application needs that uses the queues of a server elsewhere: a {@linkplain org.leasemq.samples.remote.Shop producer} and a
 * {@linkplain org.leasemq.samples.remote.Warehouse consumer}, each a process of its own. Neither prepares for a server that is killed.
 */
package org.leasemq.samples.remote;
