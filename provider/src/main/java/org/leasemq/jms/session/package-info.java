/** The working parts of connections and sessions. */
package org.leasemq.jms.session;
