/** Reading of the objects that messages hold, whoever sent them. */
package org.leasemq.jms.object;
