SELECT country, SUM(sales) AS sales FROM silver.lines GROUP BY country
