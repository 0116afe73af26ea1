package foz.app.sales;

import static org.assertj.core.api.Assertions.assertThat;

import foz.app.sales.Truth.FileTruth;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SalesGeneratorTest {

    private static final Pattern AMERICAN =
            Pattern.compile("(\\d+),([^,\"]+),([1-9]\\d*),(\\d+(?:\\.\\d\\d)?),((?!02/30)(?:0[1-9]|1[0-2])/\\d\\d/25"
                    + " \\d\\d:\\d\\d),\"[^\"]*\"(,\\w+)?");
    private static final Pattern BRAZILIAN =
            Pattern.compile("(\\d+);([^;\"]+);([1-9]\\d*);([\\d.]+,\\d\\d);((?!30/02)\\d\\d/(?:0[1-9]|1[0-2])/2025"
                    + " \\d\\d:\\d\\d);[^;\"]+;[^;\"]+;[A-Z]{2}");

    @TempDir
    Path folder;

    @Test
    void theSameSeedGivesTheSameBytesAndAnotherSeedOthers() throws IOException {
        Truth first = SalesGenerator.generate(folder.resolve("a"), 2_000, 7);
        Truth again = SalesGenerator.generate(folder.resolve("b"), 2_000, 7);
        Truth other = SalesGenerator.generate(folder.resolve("c"), 2_000, 8);
        assertThat(again).isEqualTo(first);
        assertThat(other).isNotEqualTo(first);
        for (FileTruth file : first.files()) {
            assertThat(folder.resolve("b").resolve(file.name()))
                    .hasSameBinaryContentAs(folder.resolve("a").resolve(file.name()));
        }
    }

    @Test
    void anIndependentCountFindsTheTruthInEveryFile() throws IOException {
        Truth truth = SalesGenerator.generate(folder, 60_000, 3);
        for (FileTruth file : truth.files()) {
            assertTruth(file);
        }
        assertTruth(truth.corrected(), "later/" + truth.corrected().name());
    }

    @Test
    void everyDefectOccursInBothBranches() {
        List<FileTruth> files = SalesGenerator.generate(folder, 60_000, 1).files();
        for (String country : List.of("US", "BR")) {
            assertThat(Truth.defects(files.stream()
                                    .filter(f -> f.country().equals(country))
                                    .toList())
                            .keySet())
                    .containsExactlyInAnyOrder(Defect.values());
        }
    }

    @Test
    void theResentFileIsACopyAndTheCorrectedOneEarnsMore() throws IOException {
        Truth truth = SalesGenerator.generate(folder, 20_000, 1);
        Path resent = folder.resolve(truth.resent());
        assertThat(resent).hasSameBinaryContentAs(folder.resolve(truth.resent().replace("_1.csv", ".csv")));
        assertThat(Truth.money(truth.after()).get("US 2025-03"))
                .isGreaterThan(Truth.money(truth.before()).get("US 2025-03"));
        assertThat(truth.before()).hasSize(12);
    }

    @Test
    void theLastAmericanMonthHasANewColumn() throws IOException {
        SalesGenerator.generate(folder, 1_000, 1);
        assertThat(Files.readAllLines(folder.resolve("Sales_May_2025.csv")).getFirst())
                .endsWith("Purchase Address");
        assertThat(Files.readAllLines(folder.resolve("Sales_June_2025.csv")).getFirst())
                .endsWith("Purchase Address,Channel");
    }

    private void assertTruth(FileTruth file) throws IOException {
        assertTruth(file, file.name());
    }

    // Knows nothing of the generator but what a good record looks like.
    private void assertTruth(FileTruth file, String path) throws IOException {
        boolean american = file.country().equals("US");
        Charset charset = american ? StandardCharsets.UTF_8 : StandardCharsets.ISO_8859_1;
        List<String> lines = Files.readAllLines(folder.resolve(path), charset);
        Set<String> keys = new HashSet<>();
        long blank = 0;
        long headers = 0;
        long good = 0;
        long units = 0;
        BigDecimal money = BigDecimal.ZERO;
        for (String line : lines.subList(1, lines.size())) {
            var record = (american ? AMERICAN : BRAZILIAN).matcher(line);
            if (line.replaceAll("[,;]", "").isEmpty()) {
                blank++;
            } else if (line.equals(lines.getFirst())) {
                headers++;
            } else if (record.matches()
                    && keys.add(record.group(1) + record.group(2) + record.group(3) + record.group(5))) {
                BigDecimal price = new BigDecimal(
                        american
                                ? record.group(4)
                                : record.group(4).replace(".", "").replace(',', '.'));
                money = money.add(price.multiply(new BigDecimal(record.group(3))));
                units += Long.parseLong(record.group(3));
                good++;
            }
        }
        assertThat(lines.size() - 1).as(path).isEqualTo((int) file.records());
        assertThat(blank).as(path).isEqualTo(file.count(Defect.BLANK_ROW));
        assertThat(headers).as(path).isEqualTo(file.count(Defect.REPEATED_HEADER));
        assertThat(good).as(path).isEqualTo(file.silver());
        assertThat(units).as(path).isEqualTo(file.units());
        assertThat(money.movePointRight(2).longValueExact()).as(path).isEqualTo(file.money());
    }
}
