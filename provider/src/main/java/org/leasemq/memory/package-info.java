/** How much of the heap clients may make grow, and who has taken what of it. */
package org.leasemq.memory;
