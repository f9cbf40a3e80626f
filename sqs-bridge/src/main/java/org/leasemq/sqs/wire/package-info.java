/**
 * How requests and answers look on the wire: the shapes of the API, and the two protocols that carry them. What an action
 * gets and gives is the same whichever protocol a client speaks.
 */
package org.leasemq.sqs.wire;
