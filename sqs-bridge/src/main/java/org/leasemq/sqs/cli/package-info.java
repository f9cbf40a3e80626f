/** The command line: the server, and what people do with queues by hand. */
package org.leasemq.sqs.cli;
