/** Messages in requests and answers: how they are sent, told, and named by their leases. */
package org.leasemq.sqs.message;
