SELECT DATE_TRUNC('month', ordered_at) AS month, SUM(revenue) AS revenue
FROM silver.distinct_orders
GROUP BY DATE_TRUNC('month', ordered_at)
