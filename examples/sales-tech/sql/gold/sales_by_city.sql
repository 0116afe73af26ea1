SELECT country,
       city,
       state,
       count(DISTINCT order_id) AS orders,
       sum(revenue) AS revenue
FROM silver.sales
GROUP BY country, city, state
