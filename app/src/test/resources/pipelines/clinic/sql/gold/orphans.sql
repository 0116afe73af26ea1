SELECT COUNT(*) FILTER (WHERE p.patient_id IS NULL) AS unknown_patient,
       COUNT(*) FILTER (WHERE d.doctor_id IS NULL) AS unknown_doctor
FROM bronze.appointments a
LEFT JOIN (SELECT DISTINCT patient_id FROM bronze.patients) p ON p.patient_id = a.patient_id
LEFT JOIN (SELECT DISTINCT doctor_id FROM bronze.doctors) d ON d.doctor_id = a.doctor_id
