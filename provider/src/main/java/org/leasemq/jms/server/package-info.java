/** What application servers have of Jakarta Messaging beyond connections and sessions. */
package org.leasemq.jms.server;
