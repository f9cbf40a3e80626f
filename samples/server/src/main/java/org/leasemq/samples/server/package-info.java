/** An application server as a process, for programs that run beside it. */
package org.leasemq.samples.server;
