SELECT order_id, product, quantity, price, ordered_at, address, revenue FROM silver.orders
