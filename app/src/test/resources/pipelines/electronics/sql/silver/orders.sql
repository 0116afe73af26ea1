-- One row per order line, with what it came to and where it went.
SELECT order_id, product, quantity, price, ordered_at, address,
       price * quantity AS revenue,
       TRIM(SPLIT_PART(address, ',', 2)) || ' (' || SUBSTRING(TRIM(SPLIT_PART(address, ',', 3)), 1, 2) || ')' AS city
FROM bronze.orders
