/**
 * What the engine needs of a durable store, and nothing more.
 *
 * <p>{@link org.leasemq.store.Store} takes batches of {@link org.leasemq.store.Change changes} and makes each batch
 * durable as one step; at start it plays them back. How a store lays its data out is its own business. The store knows
 * nothing of the engine: arrows point from the engine to here.
 */
package org.leasemq.store;
