/** What operators are told of queues and of the server. */
package org.leasemq.sqs.server.metric;
