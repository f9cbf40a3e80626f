/** Who uses the queues with Jakarta Messaging: from elsewhere, over the network, and in the process of the server. */
package org.leasemq.sqs.client;
