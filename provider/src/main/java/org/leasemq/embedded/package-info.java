/**
 * Opens engines that run in this process, and shares each among all who name the same place. Start with
 * {@link org.leasemq.embedded.EmbeddedEngines}.
 */
package org.leasemq.embedded;
