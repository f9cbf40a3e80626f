/** From a request to the action that carries it out, and from its outcome to the answer. */
package org.leasemq.sqs.dispatch;
