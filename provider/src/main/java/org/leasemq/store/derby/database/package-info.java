/** Derby as a library: booting a database, connecting to it, shutting it down, and keeping interrupts from it. */
package org.leasemq.store.derby.database;
