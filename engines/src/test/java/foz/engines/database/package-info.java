/** Tests of the database. */
@org.jspecify.annotations.NullMarked
package foz.engines.database;
