/** The actions on topics: one class each, with its shapes, its rules and its errors. */
package org.leasemq.sqs.topic.action;
