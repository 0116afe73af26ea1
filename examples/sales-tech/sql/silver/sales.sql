-- The sales of both branches. Money is in the country's own currency: US dollars, Brazilian reais.
SELECT country, order_id, product, quantity, price, revenue, ordered_at, city, state FROM silver.orders
UNION ALL
SELECT country, order_id, product, quantity, price, revenue, ordered_at, city, state FROM silver.vendas
