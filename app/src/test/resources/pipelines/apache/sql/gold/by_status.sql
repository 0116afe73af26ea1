SELECT log, status, COUNT(*) AS requests FROM silver.requests GROUP BY log, status
