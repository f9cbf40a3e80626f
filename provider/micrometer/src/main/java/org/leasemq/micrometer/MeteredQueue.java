package org.leasemq.micrometer;

import org.leasemq.engine.model.QueueStatistics;

/**
 * A queue as it was when it was looked at last.
 *
 * @param counts what is in it, and has gone through it
 * @param deadLetterSources how many queues have their dead letters go to it
 */
record MeteredQueue(QueueStatistics counts, int deadLetterSources) {}
