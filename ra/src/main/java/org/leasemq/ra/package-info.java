/**
 * The resource adapter (Jakarta Connectors 2.1): managed connections, message-driven beans and recovery for application servers.
 */
package org.leasemq.ra;
