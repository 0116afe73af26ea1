SELECT produto, COUNT(*) AS vendas FROM silver.vendas GROUP BY produto
