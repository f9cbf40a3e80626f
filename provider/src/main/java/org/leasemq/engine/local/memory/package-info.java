/** What things take of the heap, and how that is counted. */
package org.leasemq.engine.local.memory;
