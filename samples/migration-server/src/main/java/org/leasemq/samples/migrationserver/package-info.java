/** A Jakarta EE application written for ActiveMQ's adapter, and the demonstration that moves it. */
package org.leasemq.samples.migrationserver;
