SELECT 'A801' AS station, day, hour, rain_mm, temperature FROM bronze.porto_alegre
UNION ALL
SELECT 'A701' AS station, day, hour, rain_mm, temperature FROM bronze.sao_paulo
