SELECT appointment_id, patient_id, doctor_id, appointment_date, LOWER(status) AS status, consultation_fee
FROM bronze.appointments
