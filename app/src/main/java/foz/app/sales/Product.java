package foz.app.sales;

import java.util.List;

/**
 * Something the shop sells. Names and prices are made up.
 *
 * @param name in the American branch
 * @param nome in the Brazilian branch
 * @param cents its price in dollar cents
 * @param centavos its price in real centavos
 * @param weight how often it is bought, relative to the others
 */
record Product(String name, String nome, long cents, long centavos, int weight) {

    static final List<Product> ALL = List.of(
            new Product("Kestrel Phone 7", "Celular Quero-quero 7", 64900, 389990, 46),
            new Product("Kestrel Phone 7 Mini", "Celular Quero-quero 7 Mini", 44900, 269990, 28),
            new Product("Basalt Notebook 14", "Notebook Basalto 14", 119900, 719900, 22),
            new Product("Basalt Notebook 16 Pro", "Notebook Basalto 16 Pro", 189900, 1139900, 11),
            new Product("Meridian 24in Monitor", "Monitor Meridiano 24 polegadas", 14999, 89990, 40),
            new Product("Meridian 27in Monitor", "Monitor Meridiano 27 polegadas", 28999, 173990, 38),
            new Product("Meridian 34in Curved Monitor", "Monitor Curvo Meridiano 34 polegadas", 37999, 227990, 34),
            new Product("Tern Wireless Headphones", "Fone sem fio Andorinha", 9999, 59990, 78),
            new Product("Tern In-Ear Headphones", "Fone intra-auricular Andorinha", 14950, 89700, 88),
            new Product("Wired Headphones", "Fone com fio", 1199, 7190, 104),
            new Product("USB-C Cable 2 m", "Cabo USB-C 2 m", 1195, 7170, 121),
            new Product("Lamp Connector Cable", "Cabo adaptador para luminária", 1495, 8970, 118),
            new Product("AA Batteries (4-pack)", "Pilhas AA (pacote com 4)", 384, 2304, 110),
            new Product("AAA Batteries (4-pack)", "Pilhas AAA (pacote com 4)", 299, 1794, 112),
            new Product("Silo Flatscreen TV 43", "Televisão Silo 43", 30000, 179900, 26),
            new Product("Silo Flatscreen TV 55", "Televisão Silo 55", 52900, 317400, 15),
            new Product("Cirrus Washing Machine", "Máquina de lavar Nuvem", 60000, 359900, 4),
            new Product("Cirrus Dryer", "Secadora Nuvem", 60000, 359900, 4),
            new Product("Quill Drawing Tablet", "Mesa digitalizadora Pena", 7995, 47970, 19),
            new Product("Ember Desk Lamp", "Luminária de mesa Brasa", 3450, 20700, 31),
            new Product("Pocket Projector", "Projetor de bolso", 21999, 131990, 12));

    /** The product whose prices slip by one digit in the first version of the file that is corrected later. */
    static final Product SLIPPING = ALL.get(6);
}
