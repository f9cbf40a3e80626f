/** Servers with small heaps, and clients that want more than fits: see {@link org.leasemq.samples.memory.SmallHeaps}. */
package org.leasemq.samples.memory;
