SELECT filial, COUNT(*) AS vendas, SUM(preco) AS receita FROM silver.vendas GROUP BY filial
