package foz.app.sales;

import java.util.List;

/**
 * A place that customers live in. Towns and streets are made up.
 *
 * @param name its name
 * @param region the state's letters
 * @param postcode of the whole town
 * @param weight how many customers, relative to the other towns of the branch
 */
record Town(String name, String region, String postcode, int weight) {

    static final List<Town> AMERICAN = List.of(
            new Town("Port Selwyn", "CA", "90391", 24),
            new Town("Alder Point", "WA", "98391", 15),
            new Town("Greyhaven", "MA", "02391", 20),
            new Town("New Marlow", "NY", "10391", 26),
            new Town("Cutler Falls", "OR", "97391", 10),
            new Town("Bramhall", "TX", "75391", 15),
            new Town("Dry Fork", "TX", "73391", 10),
            new Town("Peach Hollow", "GA", "30391", 15),
            new Town("Tidewater", "ME", "04391", 3),
            new Town("San Amaro", "CA", "94391", 44));

    static final List<Town> BRAZILIAN = List.of(
            new Town("São Bento da Foz", "SC", "88391-000", 22),
            new Town("Porto das Garças", "SP", "11391-000", 41),
            new Town("Vila Açucena", "MG", "30391-000", 17),
            new Town("Santo Antão do Rio", "RS", "90391-000", 12),
            new Town("Pedra Grande do Norte", "BA", "40391-000", 14),
            new Town("Ribeirão dos Ipês", "PR", "80391-000", 9));

    static final List<String> STREETS = List.of(
            "Alder St",
            "Chestnut St",
            "Foundry Ln",
            "Harbor Rd",
            "Hill St",
            "Lantern Way",
            "Mill St",
            "Orchard Ave",
            "Quarry Rd",
            "Sycamore St",
            "Wharf St",
            "Willow St",
            "1st St",
            "4th Ave",
            "9th St",
            "12th St");

    static final List<String> RUAS = List.of(
            "Rua das Acácias",
            "Rua do Comércio",
            "Avenida da Estação",
            "Rua São João",
            "Travessa do Cais",
            "Rua dos Ipês",
            "Avenida Beira-Rio",
            "Rua Conceição",
            "Praça da Matriz",
            "Rua Três Irmãos",
            "Alameda dos Jacarandás",
            "Rua João Pinhão");
}
