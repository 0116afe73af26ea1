-- The American sales. The address ends in "…, City, ST 12345".
SELECT order_id,
       product,
       quantity,
       price,
       quantity * price AS revenue,
       ordered_at,
       'US' AS country,
       trim(split_part(address, ',', 2)) AS city,
       substr(trim(split_part(address, ',', 3)), 1, 2) AS state
FROM bronze.orders
