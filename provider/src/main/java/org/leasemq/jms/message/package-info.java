/**
 * Messages as applications see them, and their way into the engine and out of it. An application gets interfaces of Jakarta
 * Messaging; which class a message is of is known here alone.
 */
package org.leasemq.jms.message;
