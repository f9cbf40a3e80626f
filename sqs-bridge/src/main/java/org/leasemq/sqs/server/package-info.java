/** The HTTP server. */
package org.leasemq.sqs.server;
