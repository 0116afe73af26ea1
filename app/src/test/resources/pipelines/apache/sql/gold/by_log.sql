SELECT log, COUNT(DISTINCT host) AS clients, SUM(bytes) AS bytes, MIN(at) AS first_at, MAX(at) AS last_at FROM silver.requests GROUP BY log
