"""What a moved due day takes from a debt: penalty and interest that are not owed any more."""
