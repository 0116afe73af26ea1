SELECT country,
       CAST(date_trunc('month', ordered_at) AS date) AS month,
       count(DISTINCT order_id) AS orders,
       sum(quantity) AS units,
       sum(revenue) AS revenue
FROM silver.sales
GROUP BY country, CAST(date_trunc('month', ordered_at) AS date)
