-- The ten products that earn most, by country.
SELECT country, place, product, units, revenue
FROM (
  SELECT country,
         product,
         units,
         revenue,
         row_number() OVER (PARTITION BY country ORDER BY revenue DESC, product) AS place
  FROM (
    SELECT country, product, sum(quantity) AS units, sum(revenue) AS revenue
    FROM silver.sales
    GROUP BY country, product
  ) AS by_product
) AS ranked
WHERE place <= 10
