SELECT DATE_TRUNC('month', ordered_at) AS month, SUM(revenue) AS revenue, SUM(quantity) AS units, COUNT(*) AS lines
FROM silver.orders
GROUP BY DATE_TRUNC('month', ordered_at)
