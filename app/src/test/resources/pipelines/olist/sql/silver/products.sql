SELECT p.product_id, p.category, c.english, p.weight_g
FROM bronze.products p LEFT JOIN bronze.categories c ON c.category = p.category
