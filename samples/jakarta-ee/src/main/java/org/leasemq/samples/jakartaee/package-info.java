/** An order application for a Jakarta EE server: what it does and the demonstration that runs it. */
package org.leasemq.samples.jakartaee;
