/** The actions on queues: one class each, with its shapes, its rules and its errors. */
package org.leasemq.sqs.action;
