/** Stack that is left to the calling thread: {@link org.leasemq.stack.StackReserve} asks for it before anything begins. */
package org.leasemq.stack;
