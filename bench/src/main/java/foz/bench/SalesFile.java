package foz.bench;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;

/** A file of made-up sales, about a hundred bytes a row, one in a thousand of them bad; the same for the same seed. */
final class SalesFile {

    static final String HEADER = "Order ID,Product,Quantity Ordered,Price Each,Order Date,Purchase Address\n";

    private static final String[] PRODUCTS = {
        "USB-C Charging Cable",
        "AAA Batteries (4-pack)",
        "Wired Headphones",
        "27in FHD Monitor",
        "Macbook Pro Laptop",
        "Lightning Charging Cable",
        "34in Ultrawide Monitor",
        "Apple Airpods Headphones",
        "Bose SoundSport Headphones"
    };
    private static final String[] STREETS = {"Lincoln", "Spruce", "Meadow", "Cherry", "Main", "Hickory", "Walnut"};
    private static final String[] CITIES = {
        "Dallas, TX 75001", "Boston, MA 02215", "Los Angeles, CA 90001", "San Francisco, CA 94016", "Portland, OR 97035"
    };
    private static final String[] BAD = {
        "many", "1.5", "", "99999999999",
    };

    private SalesFile() {}

    /** Writes the file, unless one of that many rows is there. */
    static Path write(Path folder, long rows, long seed) throws IOException {
        Path file = Files.createDirectories(folder).resolve("sales-" + rows + ".csv");
        if (Files.exists(file)) {
            return file;
        }
        Random random = new Random(seed);
        StringBuilder line = new StringBuilder();
        Path half = folder.resolve("half-written");
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(half), 1 << 20)) {
            out.write(HEADER.getBytes(StandardCharsets.UTF_8));
            for (long row = 0; row < rows; row++) {
                line.setLength(0);
                line(line, row, random);
                out.write(line.toString().getBytes(StandardCharsets.UTF_8));
            }
        }
        return Files.move(half, file);
    }

    private static void line(StringBuilder line, long row, Random random) {
        boolean bad = random.nextInt(1000) == 0;
        line.append(141_234 + row).append(',').append(pick(PRODUCTS, random)).append(',');
        line.append(bad ? pick(BAD, random) : 1 + random.nextInt(4)).append(',');
        line.append(2 + random.nextInt(1800))
                .append('.')
                .append(two(random.nextInt(100)))
                .append(',');
        line.append(two(1 + random.nextInt(12)))
                .append('/')
                .append(two(1 + random.nextInt(28)))
                .append("/19 ");
        line.append(two(random.nextInt(24)))
                .append(':')
                .append(two(random.nextInt(60)))
                .append(",\"");
        line.append(1 + random.nextInt(999))
                .append(' ')
                .append(pick(STREETS, random))
                .append(" Street, Apt ");
        line.append(1 + random.nextInt(400))
                .append(", ")
                .append(pick(CITIES, random))
                .append("\"\n");
    }

    private static String two(int number) {
        return number < 10 ? "0" + number : Integer.toString(number);
    }

    private static String pick(String[] texts, Random random) {
        return texts[random.nextInt(texts.length)];
    }
}
