"""The pages of whoever administers an office: what it decides for itself. They open no file of a citizen."""
