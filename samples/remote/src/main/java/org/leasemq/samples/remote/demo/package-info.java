/** Starts the server and the programs that use it, kills some of them, and proves from the queues that all is right. */
package org.leasemq.samples.remote.demo;
