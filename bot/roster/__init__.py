"""Between the office's spreadsheet and typed roster lines: reading and writing the workbook."""
