SELECT 'elastic' AS log, host, at, method, target, status, bytes, agent FROM bronze.elastic
UNION ALL SELECT 'combined' AS log, host, at, method, target, status, bytes, agent FROM bronze.combined
UNION ALL SELECT 'common' AS log, host, at, method, target, status, bytes, agent FROM bronze.common
UNION ALL SELECT 'vhost' AS log, host, at, method, target, status, bytes, agent FROM bronze.vhost
