/** What the log consists of, in bytes: blocks of changes, and the rows with checksums that they are cut into. No SQL. */
package org.leasemq.store.block;
