/** Messages as lines of a file, and how they are sent again. */
package org.leasemq.sqs.transfer;
