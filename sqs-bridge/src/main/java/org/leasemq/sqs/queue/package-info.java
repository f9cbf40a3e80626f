/** What queues and messages are in the words of Amazon SQS: URLs, ARNs, attributes, digests, receipt handles, limits. */
package org.leasemq.sqs.queue;
