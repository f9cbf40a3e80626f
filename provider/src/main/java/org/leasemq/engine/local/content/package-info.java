/** What messages say: in memory as far as there is room, else in the store. */
package org.leasemq.engine.local.content;
