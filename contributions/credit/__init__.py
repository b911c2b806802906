"""The page that names everybody who wrote or corrected something here and wishes to be named."""
