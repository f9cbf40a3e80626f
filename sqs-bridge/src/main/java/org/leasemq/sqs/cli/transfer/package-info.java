/** Commands that carry messages out of a database and into queues. */
package org.leasemq.sqs.cli.transfer;
