/** What this face signs, and the secrets it does so with: what topics send to queues, and receipt handles. */
package org.leasemq.sqs.signing;
