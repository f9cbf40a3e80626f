/**
 * The notification service in the small: one message to many queues. A topic here and a topic of Jakarta Messaging are the
 * same thing; a subscription is an attribute of a queue.
 */
package org.leasemq.sqs.topic;
