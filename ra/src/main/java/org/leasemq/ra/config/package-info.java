/** What servers and beans set: properties, what is wrong with them, and what they name in JNDI. */
package org.leasemq.ra.config;
