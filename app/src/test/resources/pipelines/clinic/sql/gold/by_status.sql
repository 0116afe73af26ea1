SELECT status, COUNT(*) AS appointments FROM bronze.appointments GROUP BY status
