SELECT DATE_TRUNC('month', invoiced_at) AS month,
       COUNT(*) AS lines,
       SUM(sales) AS sales,
       SUM(sales) FILTER (WHERE quantity > 0 AND unit_price > 0) AS positive_sales,
       COUNT(*) FILTER (WHERE cancelled) AS cancel_rows,
       COUNT(*) FILTER (WHERE customer IS NULL) AS no_customer,
       COUNT(*) FILTER (WHERE quantity <= 0) AS nonpositive_qty,
       COUNT(*) FILTER (WHERE unit_price <= 0) AS nonpositive_price,
       COUNT(*) FILTER (WHERE description IS NULL) AS without_description,
       COUNT(DISTINCT invoice) AS invoices,
       COUNT(DISTINCT customer) AS customers
FROM silver.lines
GROUP BY DATE_TRUNC('month', invoiced_at)
