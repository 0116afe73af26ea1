SELECT product, SUM(quantity) AS units FROM silver.orders GROUP BY product
