/** Spring's JMS support on LeaseMQ: templates, listeners, transactions. */
package org.leasemq.samples.spring;
