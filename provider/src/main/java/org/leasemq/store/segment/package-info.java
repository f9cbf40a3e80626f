/** What is known of the parts of a log: which there are, what is alive in each, and when one can go. No SQL. */
package org.leasemq.store.segment;
