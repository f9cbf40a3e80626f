/**
 * The port of the engine over the network: clients elsewhere come by a request of HTTP, which is upgraded, and go on with frames.
 * {@code org.leasemq.served} says what the frames mean; this reads and writes them, and sees to it that nobody holds memory or
 * connections for nothing.
 */
package org.leasemq.sqs.server.remote;
