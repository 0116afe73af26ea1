package foz.app.sales;

import java.time.LocalDateTime;

/**
 * One line of a receipt, as it truly happened.
 *
 * @param price of one piece, in hundredths of the branch's currency
 * @param address street and number
 */
record Sale(
        long order,
        Product product,
        int quantity,
        long price,
        LocalDateTime at,
        String address,
        Town town,
        String channel) {

    long money() {
        return quantity * price;
    }

    Sale at(long otherPrice) {
        return new Sale(order, product, quantity, otherPrice, at, address, town, channel);
    }
}
