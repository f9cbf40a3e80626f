/** An application that moves: its shop stays on Jakarta Messaging, its billing ends on SQS. */
package org.leasemq.samples.migration;
