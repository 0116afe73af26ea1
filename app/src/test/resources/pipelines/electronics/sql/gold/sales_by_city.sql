SELECT city, SUM(revenue) AS revenue FROM silver.orders GROUP BY city
