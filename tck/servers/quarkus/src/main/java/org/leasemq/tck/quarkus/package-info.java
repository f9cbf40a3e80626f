/** An application with the resource adapter in Quarkus. */
package org.leasemq.tck.quarkus;
