/** How commands of the command line ask: a server, or a database that they open themselves. */
package org.leasemq.sqs.cli.api;
