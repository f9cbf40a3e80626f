/** Message-driven beans: where their messages come from, the server's threads that bring them, and how that ends. */
package org.leasemq.ra.inbound;
