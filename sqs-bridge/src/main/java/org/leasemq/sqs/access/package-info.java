/** Who calls, and what they may do: Signature Version 4 and the policies of queues. */
package org.leasemq.sqs.access;
