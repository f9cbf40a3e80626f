/** The same bean on LeaseMQ and on WildFly's own Artemis, in one server. */
package org.leasemq.samples.serverbenchmark;
