/** Threads that keep nothing of who asked for them: {@link org.leasemq.thread.DaemonThreads}. */
package org.leasemq.thread;
