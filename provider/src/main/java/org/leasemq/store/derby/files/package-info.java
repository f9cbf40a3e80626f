/**
 * The files of a store, looked at without Derby: its directory and who has it, the mark, the space on its disk, and the files of
 * the log that Derby itself keeps.
 */
package org.leasemq.store.derby.files;
