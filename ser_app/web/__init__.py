"""Layout, theme and small components over semantic elements; knows no room."""
