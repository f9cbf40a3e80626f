/**
 * How Jakarta Messaging headers and properties appear as message attributes, for all who look at them: the mapping of AWS's
 * own Jakarta Messaging library where that has one.
 */
package org.leasemq.mapping;
