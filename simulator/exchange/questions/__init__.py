"""Quiz questions in and out: GIFT, Moodle XML, tables for a spreadsheet."""
