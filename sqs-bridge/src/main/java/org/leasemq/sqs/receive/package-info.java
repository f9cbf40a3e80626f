/** What is remembered of receives: those that wait, and what the last ones got. */
package org.leasemq.sqs.receive;
