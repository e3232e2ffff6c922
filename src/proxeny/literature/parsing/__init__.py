"""What readers share: shapes of delimited files, tagged lines, values of fields."""
