"""Moving in: an office that starts with Maklumat brings its running files, its old registers and its next numbers.

They come as a spreadsheet. Every row is read by itself: what is wrong is told with its row and column, and does not
hold up the others. Nothing here writes; `records.work.takeover` does.
"""
