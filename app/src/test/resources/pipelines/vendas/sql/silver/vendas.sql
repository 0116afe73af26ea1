SELECT v.vendida_em, v.id_venda, v.filial, v.produto, p.preco
FROM bronze.vendas v JOIN bronze.produtos p ON p.nome = v.produto
