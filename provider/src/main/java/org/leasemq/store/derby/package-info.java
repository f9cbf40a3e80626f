/**
 * A {@link org.leasemq.store.Store} in an embedded Apache Derby database. Start with
 * {@link org.leasemq.store.derby.DerbyStore}. All SQL of LeaseMQ is in this package and those below it, of which nobody
 * outside knows more than the {@link org.leasemq.store.derby.examination examination} of what may be damaged.
 */
package org.leasemq.store.derby;
