/** Signatures of what topics send to queues, and the certificate by which they are verified. */
package org.leasemq.sqs.signing;
