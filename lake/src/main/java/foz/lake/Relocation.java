package foz.lake;

import java.io.IOException;

/** Placeholder until filled below. */
final class Relocation {
    Relocation(Database database, Catalogue catalogue, Durability durability, Move move) {}

    void heal() throws IOException {}
}
