SELECT EXTRACT(HOUR FROM ordered_at) AS hour, COUNT(*) AS lines FROM silver.orders GROUP BY EXTRACT(HOUR FROM ordered_at)
