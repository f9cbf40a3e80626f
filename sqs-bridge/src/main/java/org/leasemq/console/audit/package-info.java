/** What was done by whom. */
package org.leasemq.console.audit;
