/** What goes wrong, as the exceptions of Jakarta Messaging, each made in one place. */
package org.leasemq.jms.error;
