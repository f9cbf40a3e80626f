/** What the page can ask for. */
package org.leasemq.console.api;
