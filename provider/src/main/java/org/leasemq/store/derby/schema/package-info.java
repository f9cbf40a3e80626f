/** The tables of a store, apart from the segments of its log. */
package org.leasemq.store.derby.schema;
