-- The Brazilian sales, under the names of the American ones.
SELECT pedido AS order_id,
       produto AS product,
       quantidade AS quantity,
       preco AS price,
       quantidade * preco AS revenue,
       vendido_em AS ordered_at,
       'BR' AS country,
       cidade AS city,
       uf AS state
FROM bronze.vendas
