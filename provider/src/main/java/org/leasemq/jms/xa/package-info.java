/** The XA side: transaction branches from their beginning until they are prepared, and what decides about them. */
package org.leasemq.jms.xa;
