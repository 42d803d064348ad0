"""The waiting room: who is called next, how many are before somebody, and how long that takes."""
