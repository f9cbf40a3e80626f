/** What compilers and readers are told of classes and methods. Nothing of it is there when the program runs. */
package org.leasemq.annotation;
