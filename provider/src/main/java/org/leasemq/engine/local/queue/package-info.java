/** Queues with what hangs on them: who waits, selections, topics, retention, deduplication. */
package org.leasemq.engine.local.queue;
