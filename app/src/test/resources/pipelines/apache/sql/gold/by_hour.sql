SELECT log, DATE_TRUNC('hour', at) AS hour, COUNT(*) AS requests, COUNT(*) FILTER (WHERE status >= 500) AS failures FROM silver.requests GROUP BY log, DATE_TRUNC('hour', at)
