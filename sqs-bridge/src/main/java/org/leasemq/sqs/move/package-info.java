/** Move tasks: they move the messages of dead-letter queues, and are kept with queues of their own. */
package org.leasemq.sqs.move;
