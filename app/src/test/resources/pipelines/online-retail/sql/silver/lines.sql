SELECT invoice, stock_code, description, quantity, invoiced_at, unit_price, customer, country,
       unit_price * quantity AS sales, invoice LIKE 'C%' AS cancelled
FROM bronze.invoices
