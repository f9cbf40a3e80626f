/**
 * A {@link org.leasemq.store.Store} in an embedded Apache Derby database. Start with
 * {@link org.leasemq.store.derby.DerbyStore}. All SQL of LeaseMQ is in this package.
 */
package org.leasemq.store.derby;
