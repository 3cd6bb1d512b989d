"""Drawing the papers of a month: picture, A4 sheets, workbook; typst sources are in bot/data."""
