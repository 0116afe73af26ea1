SELECT state, COUNT(*) AS sellers FROM bronze.sellers GROUP BY state
