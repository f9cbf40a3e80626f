/** What attributes, policies and tags of queues may be, where that depends on more than the value. */
package org.leasemq.sqs.attribute;
