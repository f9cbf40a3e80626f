package org.leasemq.sqs.server.metric;

import org.leasemq.engine.model.QueueStatistics;

/**
 * A queue as it is now.
 *
 * @param counts what is in it, and has gone through it
 * @param deadLetterSources how many queues have their dead letters go to it
 * @param ofApi whether clients of the API see it
 */
record SeenQueue(QueueStatistics counts, int deadLetterSources, boolean ofApi) {}
