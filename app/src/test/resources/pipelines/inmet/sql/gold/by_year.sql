SELECT station, EXTRACT(YEAR FROM day) AS year, COUNT(*) AS hours,
       COUNT(*) FILTER (WHERE temperature IS NULL) AS missing,
       MIN(temperature) AS coldest, MAX(temperature) AS warmest,
       SUM(temperature) AS temperature_sum, COUNT(temperature) AS measured, SUM(rain_mm) AS rain_mm
FROM silver.hours
GROUP BY station, EXTRACT(YEAR FROM day)
