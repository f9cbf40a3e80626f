/** A request for an action, what all requests share, and what actions are made of. */
package org.leasemq.sqs.call;
