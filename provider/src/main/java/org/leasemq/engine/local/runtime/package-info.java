/** What an engine runs on: settings, time, threads, timers, its lock. Knows nothing of queues. */
package org.leasemq.engine.local.runtime;
