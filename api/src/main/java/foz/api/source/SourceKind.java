package foz.api.source;

/** A kind of source that Foz fetches from. Registered as a service of this type. */
public interface SourceKind<O extends Record> extends Kind<O, Source> {}
