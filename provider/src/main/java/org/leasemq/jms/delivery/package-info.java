/** How messages come to the consumers and listeners of a session: its state, its one lock, and who fetches and hands over. */
package org.leasemq.jms.delivery;
