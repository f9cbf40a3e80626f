/** The actions of the API: one class each, with its shapes, its rules and its errors. */
package org.leasemq.sqs.action;
