package foz.spec;

/**
 * A share of a whole, written as {@code 5%}.
 *
 * @param share from 0 to 1
 */
record Percentage(double share) {

    Percentage {
        if (share < 0 || share > 1) {
            throw new IllegalArgumentException("not between 0% and 100%");
        }
    }
}
